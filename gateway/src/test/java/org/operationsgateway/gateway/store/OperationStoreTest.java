package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.store.StoreFixtures.FAILURE;
import static org.operationsgateway.gateway.store.StoreFixtures.TIMEOUT;
import static org.operationsgateway.gateway.store.StoreFixtures.await;
import static org.operationsgateway.gateway.store.StoreFixtures.expectFailure;
import static org.operationsgateway.gateway.store.StoreFixtures.newName;
import static org.operationsgateway.gateway.store.StoreFixtures.payload;
import static org.operationsgateway.gateway.store.StoreFixtures.response;
import static org.operationsgateway.gateway.store.StoreFixtures.running;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import reactor.test.StepVerifier;

/** The effect of each change on the row and on the log. */
@GatewayTest
class OperationStoreTest {

    private final OperationWriter writer;
    private final OperationReader reader;
    private final Tables tables;

    OperationStoreTest(OperationWriter writer, OperationReader reader, Tables tables) {
        this.writer = writer;
        this.reader = reader;
        this.tables = tables;
    }

    @Test
    void aCreatedOperationIsRead() {
        Operation operation = running(newName(), payload(1));

        StoredOperation created = await(writer.create(operation));

        assertThat(created.operation()).isEqualTo(operation);
        assertThat(created.id().number()).isEqualTo(1);
        assertThat(created.createTime()).isEqualTo(created.updateTime());
        assertThat(created.endTime()).isNull();
        assertThat(await(reader.current(operation.name()))).isEqualTo(created);
    }

    @Test
    void anOperationMayBeCreatedDone() {
        Operation operation = new Operation(newName(), null, new State.Done(response(1)));

        StoredOperation created = await(writer.create(operation));

        assertThat(created.operation()).isEqualTo(operation);
        assertThat(created.endTime()).isEqualTo(created.createTime());
        entries(created).assertRevisions(1);
    }

    @Test
    void creatingAnExistingNameFailsAndChangesNothing() {
        StoredOperation first = await(writer.create(running(newName(), payload(1))));

        expectFailure(writer.create(running(first.operation().name(), payload(2))), Reason.OPERATION_ALREADY_EXISTS);

        assertThat(await(reader.current(first.operation().name()))).isEqualTo(first);
        entries(first).assertRevisions(1);
    }

    @Test
    void eachChangeAddsOneLogEntryAndTheLastEqualsTheRow() {
        OperationName name =
                await(writer.create(running(newName()))).operation().name();

        entries(await(writer.update(name, payload(1), null))).assertLastMatchesRow();
        entries(await(writer.update(name, payload(2), null))).assertLastMatchesRow();
        StoredOperation done = await(writer.complete(name, FAILURE, payload(3), null));

        assertThat(done.id().number()).isEqualTo(4);
        entries(done).assertRevisions(4);
        entries(done).assertLastMatchesRow();
        assertThat(entries(done).column("metadata->>'number'")).containsExactly("null", "1", "2", "3");
        assertThat(entries(done).column("change")).containsOnly("0");
        assertThat(await(reader.current(name))).isEqualTo(done);
    }

    @Test
    void theLogIsReadAsWritten() {
        OperationName name = newName();
        List<Revision> written = List.of(
                await(writer.create(running(name))).latest(),
                await(writer.update(name, payload(1), null)).latest(),
                await(writer.complete(name, response(2), null, null)).latest());
        RevisionId first = written.getFirst().id();

        assertThat(await(reader.after(name, first.withNumber(0), 10))).isEqualTo(written);
        assertThat(await(reader.after(name, first, 10))).isEqualTo(written.subList(1, 3));
        assertThat(await(reader.after(name, first, 1))).isEqualTo(written.subList(1, 2));
        assertThat(await(reader.after(name, first.withNumber(3), 10))).isEmpty();
    }

    @Test
    void aCompletionWithoutMetadataKeepsTheMetadata() {
        OperationName kept =
                await(writer.create(running(newName(), payload(1)))).operation().name();
        OperationName replaced =
                await(writer.create(running(newName(), payload(1)))).operation().name();

        assertThat(await(writer.complete(kept, response(2), null, null))
                        .operation()
                        .metadata())
                .isEqualTo(payload(1));
        assertThat(await(writer.complete(replaced, response(2), payload(3), null))
                        .operation()
                        .metadata())
                .isEqualTo(payload(3));
    }

    @Test
    void aDoneOperationDoesNotChange() {
        OperationName name =
                await(writer.create(running(newName()))).operation().name();
        StoredOperation done = await(writer.complete(name, response(1), null, null));

        expectFailure(writer.update(name, payload(2), null), Reason.OPERATION_DONE);
        expectFailure(writer.complete(name, response(2), null, null), Reason.OPERATION_DONE);
        expectFailure(writer.complete(name, response(1), payload(2), null), Reason.OPERATION_DONE);
        expectFailure(writer.complete(name, FAILURE, null, null), Reason.OPERATION_DONE);
        expectFailure(writer.complete(name, Outcome.NO_RESULT, null, null), Reason.OPERATION_DONE);

        assertThat(await(reader.current(name))).isEqualTo(done);
        entries(done).assertRevisions(2);
    }

    @Test
    void aRepeatedCompletionReturnsTheOperationUnchanged() {
        OperationName name =
                await(writer.create(running(newName()))).operation().name();
        StoredOperation done = await(writer.complete(name, response(1), payload(1), null));

        assertThat(await(writer.complete(name, response(1), payload(1), null))).isEqualTo(done);
        assertThat(await(writer.complete(name, response(1), null, null))).isEqualTo(done);
        entries(done).assertRevisions(2);
    }

    @Test
    void cancelEndsARunningOperationAndDoesNotChangeADoneOne() {
        OperationName name =
                await(writer.create(running(newName(), payload(1)))).operation().name();

        StoredOperation cancelled = await(writer.cancel(name));

        assertThat(cancelled.operation()).isEqualTo(new Operation(name, payload(1), new State.Done(Outcome.CANCELLED)));
        assertThat(await(writer.cancel(name))).isEqualTo(cancelled);
        entries(cancelled).assertRevisions(2);
        entries(cancelled).assertLastMatchesRow();
    }

    @Test
    void aMissingOperationIsNotFound() {
        OperationName name = newName();

        expectFailure(reader.current(name), Reason.OPERATION_NOT_FOUND);
        expectFailure(writer.update(name, payload(1), null), Reason.OPERATION_NOT_FOUND);
        expectFailure(writer.complete(name, response(1), null, null), Reason.OPERATION_NOT_FOUND);
        expectFailure(writer.cancel(name), Reason.OPERATION_NOT_FOUND);
        expectFailure(writer.delete(name, null), Reason.OPERATION_NOT_FOUND);
    }

    @Test
    void aDeletionAddsTheLastLogEntryAndRemovesTheRow() {
        StoredOperation created = await(writer.create(running(newName(), payload(1))));
        OperationName name = created.operation().name();

        StepVerifier.create(writer.delete(name, null)).expectComplete().verify(TIMEOUT);

        expectFailure(reader.current(name), Reason.OPERATION_NOT_FOUND);
        expectFailure(writer.delete(name, null), Reason.OPERATION_NOT_FOUND);
        entries(created).assertRevisions(2);
        assertThat(entries(created).column("(change, name, metadata::text)"))
                .last()
                .isEqualTo("(2," + name + ",)");
        assertThat(await(reader.after(name, created.id(), 10)))
                .singleElement()
                .isInstanceOf(Revision.Deleted.class)
                .extracting(Revision::id)
                .isEqualTo(created.id().withNumber(2));
    }

    @Test
    void creatingADeletedNameStartsANewIncarnation() {
        StoredOperation first = await(writer.create(running(newName(), payload(1))));
        OperationName name = first.operation().name();
        StepVerifier.create(writer.delete(name, null)).expectComplete().verify(TIMEOUT);

        StoredOperation second = await(writer.create(running(name, payload(2))));

        assertThat(second.id().incarnation()).isGreaterThan(first.id().incarnation());
        assertThat(second.id().number()).isEqualTo(1);
        assertThat(await(reader.current(name))).isEqualTo(second);
        entries(first).assertRevisions(2);
        entries(second).assertRevisions(1);
        entries(second).assertLastMatchesRow();
    }

    private StoredLog entries(StoredOperation snapshot) {
        return new StoredLog(tables, snapshot.id().incarnation());
    }
}
