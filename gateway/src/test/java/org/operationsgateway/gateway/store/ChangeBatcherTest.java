package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.operationsgateway.gateway.store.StoreFixtures.TIMEOUT;
import static org.operationsgateway.gateway.store.StoreFixtures.await;
import static org.operationsgateway.gateway.store.StoreFixtures.newParent;
import static org.operationsgateway.gateway.store.StoreFixtures.payload;
import static org.operationsgateway.gateway.store.StoreFixtures.response;
import static org.operationsgateway.gateway.store.StoreFixtures.running;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/** Concurrent changes of many operations, which share batches and do not affect each other. */
@GatewayTest(properties = "gateway.database.timeout=5s")
@DirtiesContext
class ChangeBatcherTest {

    private static final int OPERATIONS = 100;

    private final OperationWriter writer;
    private final OperationReader reader;
    private final Tables tables;
    private final DatabaseClient database;
    private final ConnectionFactory connections;
    private final Parent parent = newParent();

    ChangeBatcherTest(
            OperationWriter writer,
            OperationReader reader,
            Tables tables,
            DatabaseClient database,
            ConnectionFactory connections) {
        this.writer = writer;
        this.reader = reader;
        this.tables = tables;
        this.database = database;
        this.connections = connections;
    }

    @AfterEach
    void dropTrigger() {
        run("drop trigger if exists failing on operation");
    }

    private void run(String sql) {
        database.sql(sql).then().block(TIMEOUT);
    }

    private List<OperationName> createOperations() {
        return IntStream.range(0, OPERATIONS)
                .mapToObj(number -> new OperationName(parent, "n" + number))
                .peek(name -> await(writer.create(running(name))))
                .toList();
    }

    /** Updates all operations concurrently; returns the results in order. */
    private List<Signal<StoredOperation>> updateAll(List<OperationName> names, int number) {
        return await(Flux.fromIterable(names)
                .flatMapSequential(
                        name -> writer.update(name, payload(number), null).materialize(), names.size())
                .collectList());
    }

    private void assertRevision(List<OperationName> names, long revision) {
        for (OperationName name : names) {
            StoredOperation current = await(reader.current(name));
            assertThat(current.id().number()).as("%s", name).isEqualTo(revision);
            StoredLog entries = new StoredLog(tables, current.id().incarnation());
            entries.assertRevisions(revision);
            entries.assertLastMatchesRow();
        }
    }

    @Test
    void concurrentChangesAreEachMadeOnceInFewTransactions() {
        List<OperationName> names = createOperations();
        assertThat(updateAll(names, 1)).allMatch(Signal::isOnNext);
        assertRevision(names, 2);
        List<String> transactions =
                tables.texts("select count(distinct xid) from operation where parent = '" + parent.path() + "'");
        assertThat(Integer.parseInt(transactions.getFirst())).isLessThan(OPERATIONS / 4);
    }

    @Test
    void theResultEqualsTheStoredOperation() {
        List<OperationName> names = createOperations();
        List<StoredOperation> results = Stream.concat(updateAll(names, 1).stream(), completeAll(names).stream())
                .map(Signal::get)
                .skip(OPERATIONS)
                .toList();
        assertThat(results)
                .isEqualTo(
                        names.stream().map(name -> await(reader.current(name))).toList());
    }

    private List<Signal<StoredOperation>> completeAll(List<OperationName> names) {
        return await(Flux.fromIterable(names)
                .flatMapSequential(
                        name -> writer.complete(name, response(7), null, null).materialize(), OPERATIONS)
                .collectList());
    }

    @Test
    void theChangesOfOneOperationAreMadeInOrder() {
        OperationName name = createOperations().getFirst();
        List<StoredOperation> results = await(Flux.range(1, 20)
                .flatMapSequential(number -> writer.update(name, payload(number), null), 20)
                .collectList());
        assertThat(results)
                .extracting(
                        result -> result.id().number(),
                        result -> result.operation().metadata())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj(number -> tuple(number + 1L, payload(number)))
                        .toList());
    }

    @Test
    void aLockedOperationDelaysNoOther() {
        List<OperationName> names = createOperations();
        OperationName locked = names.get(OPERATIONS / 2);
        List<OperationName> others =
                names.stream().filter(name -> !name.equals(locked)).toList();
        Connection locking = await(Mono.<Connection>from(connections.create()));
        try {
            Mono.from(locking.beginTransaction()).block(TIMEOUT);
            await(Flux.from(locking.createStatement("select life from operation where name = $1 for update")
                            .bind(0, locked.toString())
                            .execute())
                    .flatMap(result -> result.map(row -> row.get(0)))
                    .collectList());
            Mono<StoredOperation> blocked =
                    writer.update(locked, payload(1), null).cache();
            blocked.subscribe();
            assertThat(updateAll(others, 1)).allMatch(Signal::isOnNext);
            assertThat(await(reader.current(locked)).id().number()).isEqualTo(1);
            Mono.from(locking.rollbackTransaction()).block(TIMEOUT);
            assertThat(await(blocked).id().number()).isEqualTo(2);
        } finally {
            Mono.from(locking.close()).block(TIMEOUT);
        }
        assertRevision(names, 2);
    }

    @Test
    void aRowThatFailsDoesNotAffectOtherChanges() {
        List<OperationName> names = createOperations();
        failOn(names.get(OPERATIONS / 2), "before update", "");
        assertOnlyOneFails(names);
    }

    /** The rows of the batch have arrived by then, although none is committed. */
    @Test
    void aRowThatFailsAtTheCommitDoesNotAffectOtherChanges() {
        List<OperationName> names = createOperations();
        failOn(names.get(OPERATIONS / 2), "after update", "deferrable initially deferred");
        assertOnlyOneFails(names);
    }

    private void failOn(OperationName name, String event, String deferred) {
        run("""
                create or replace function fail() returns trigger language plpgsql as $$
                begin raise exception 'failed' using errcode = '23514'; end $$
                """);
        run("create %s trigger failing %s on operation %s for each row when (new.name = '%s') execute function fail()"
                .formatted(deferred.isEmpty() ? "" : "constraint", event, deferred, name));
    }

    private void assertOnlyOneFails(List<OperationName> names) {
        List<Signal<StoredOperation>> results = updateAll(names, 1);
        assertThat(results).filteredOn(Signal::isOnError).hasSize(1);
        assertThat(results.get(OPERATIONS / 2).isOnError()).isTrue();
        assertRevision(names.subList(0, OPERATIONS / 2), 2);
        assertRevision(names.subList(OPERATIONS / 2, OPERATIONS / 2 + 1), 1);
        assertRevision(names.subList(OPERATIONS / 2 + 1, OPERATIONS), 2);
    }

    @Test
    void changesOfDoneAndMissingOperationsFailInABatch() {
        List<OperationName> names = createOperations();
        await(writer.complete(names.get(3), response(1), null, null));
        writer.delete(names.get(5), null).block(TIMEOUT);
        List<Signal<StoredOperation>> results = updateAll(names, 1);
        assertThat(results).filteredOn(Signal::isOnNext).hasSize(OPERATIONS - 2);
        assertThat(StoreFixtures.reason(failure(results.get(3)))).isEqualTo(Reason.OPERATION_DONE);
        assertThat(StoreFixtures.reason(failure(results.get(5)))).isEqualTo(Reason.OPERATION_NOT_FOUND);
    }

    private static Throwable failure(Signal<StoredOperation> result) {
        Throwable failure = result.getThrowable();
        assertThat(failure).isNotNull();
        return Objects.requireNonNull(failure);
    }

    @Test
    void aFloodIsRejectedAndEveryAcknowledgedChangeIsStored() {
        List<OperationName> names = createOperations();
        List<Signal<StoredOperation>> results = await(Flux.range(0, 5000)
                .flatMapSequential(
                        number -> writer.update(names.get(number % OPERATIONS), payload(number), null)
                                .materialize(),
                        5000)
                .collectList());
        List<Signal<StoredOperation>> rejected =
                results.stream().filter(Signal::isOnError).toList();
        assertThat(rejected)
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(StoreFixtures.reason(failure(result))).isEqualTo(Reason.OVERLOADED));
        long changes = names.stream()
                .mapToLong(name -> await(reader.current(name)).id().number() - 1)
                .sum();
        assertThat(changes).isEqualTo(results.size() - rejected.size());
    }

    @Test
    void aFloodedOperationDoesNotCrowdOutOthers() {
        List<OperationName> names = createOperations();
        Mono<List<Signal<StoredOperation>>> flood = Flux.range(0, 2000)
                .flatMapSequential(
                        number -> writer.update(names.getFirst(), payload(number), null)
                                .materialize(),
                        2000)
                .collectList()
                .cache();
        flood.subscribe();
        assertThat(updateAll(names.subList(1, OPERATIONS), 1)).allMatch(Signal::isOnNext);
        assertThat(await(flood)).anyMatch(Signal::isOnError).anyMatch(Signal::isOnNext);
    }
}
