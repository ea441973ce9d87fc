package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.store.StoreFixtures.TIMEOUT;
import static org.operationsgateway.gateway.store.StoreFixtures.await;
import static org.operationsgateway.gateway.store.StoreFixtures.newParent;
import static org.operationsgateway.gateway.store.StoreFixtures.payload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.revision.LeaseStatus;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.OtherSession;
import org.operationsgateway.gateway.running.Tables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/** Concurrent heartbeats, cancellations and deletions, which share batches and do not affect each other. */
@GatewayTest
class ChangeKindsBatchTest {

    private static final int OPERATIONS = 120;
    private static final Duration LEASE = Duration.ofHours(1);
    private static final List<Cancellation> MODES = List.of(Cancellation.values());

    private final OperationWriter writer;
    private final OperationReader reader;
    private final Tables tables;
    private final OtherSession other;
    private final Parent parent = newParent();
    private final List<OperationName> names = IntStream.range(0, OPERATIONS)
            .mapToObj(number -> new OperationName(parent, "n" + number))
            .toList();

    ChangeKindsBatchTest(OperationWriter writer, OperationReader reader, Tables tables, OtherSession other) {
        this.writer = writer;
        this.reader = reader;
        this.tables = tables;
        this.other = other;
    }

    /** Creates operations: a third of them with each mode of cancellation. */
    @BeforeEach
    void create() {
        List<Mono<StoredOperation>> creations = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            CreateOptions options = new CreateOptions(mode(i), LEASE, null, Duration.ofDays(3), null);
            creations.add(writer.create(new Operation(names.get(i), payload(i), State.RUNNING), options, null));
        }
        await(Flux.merge(creations).collectList());
    }

    private static Cancellation mode(int number) {
        return MODES.get(number % MODES.size());
    }

    private <T> List<Signal<T>> all(Function<OperationName, Mono<T>> change) {
        return await(Flux.fromIterable(names)
                .flatMapSequential(name -> change.apply(name).materialize(), OPERATIONS)
                .collectList());
    }

    private long count(String sql) {
        return Long.parseLong(tables.texts(sql).getFirst());
    }

    private String ofParent() {
        return "where starts_with(name, '" + parent.path() + "/')";
    }

    @Test
    void concurrentHeartbeatsShareStatements() {
        List<Signal<LeaseStatus>> renewed = all(name -> writer.renew(name, null, Duration.ofHours(2)));

        assertThat(renewed).allMatch(Signal::isOnNext);
        assertThat(count("select count(distinct xmin::text) from operation " + ofParent()))
                .isLessThan(OPERATIONS / 4);
        assertThat(count("select count(*) from operation " + ofParent() + " and lease = interval '2 hours'"
                        + " and lease_expire_time > now() + interval '119 minutes' and revision = 1"))
                .isEqualTo(OPERATIONS);
        assertThat(renewed)
                .extracting(status -> status.get().leaseExpireTime())
                .isEqualTo(names.stream()
                        .map(name -> await(reader.current(name)).leaseExpireTime())
                        .toList());
    }

    @Test
    void concurrentCancellationsShareStatementsAndFollowTheModeOfEachOperation() {
        List<Signal<StoredOperation>> cancelled = all(writer::cancel);

        for (int i = 0; i < OPERATIONS; i++) {
            Signal<StoredOperation> result = cancelled.get(i);
            if (mode(i) == Cancellation.UNSUPPORTED) {
                assertThat(StoreFixtures.reason(result.getThrowable())).isEqualTo(Reason.NOT_SUPPORTED);
            } else {
                assertThat(result.get()).isEqualTo(await(reader.current(names.get(i))));
                assertThat(result.get().operation().done()).isEqualTo(mode(i) == Cancellation.IMMEDIATE);
                assertThat(result.get().cancelRequested()).isTrue();
                new StoredLog(tables, result.get().id().incarnation()).assertLastMatchesRow();
            }
        }
        assertThat(count("select count(distinct xid::text) from operation_event " + ofParent() + " and revision > 1"))
                .isLessThan(OPERATIONS / 4);
    }

    @Test
    void concurrentDeletionsShareStatementsAndTheirExpectedRevisionsCount() {
        @Nullable RevisionTag stale = await(reader.current(names.get(1))).tag();
        await(writer.update(names.get(1), payload(1000), null));

        List<Signal<Boolean>> deleted = all(name ->
                writer.delete(name, name.equals(names.get(1)) ? stale : null).thenReturn(true));

        assertThat(deleted).filteredOn(Signal::isOnError).singleElement().isSameAs(deleted.get(1));
        assertThat(StoreFixtures.reason(deleted.get(1).getThrowable())).isEqualTo(Reason.ETAG_MISMATCH);
        assertThat(count("select count(*) from operation " + ofParent())).isEqualTo(1);
        assertThat(count("select count(*) from operation_event " + ofParent() + " and change = 2 and revision = 2"))
                .isEqualTo(OPERATIONS - 1);
        assertThat(count("select count(distinct xid::text) from operation_event " + ofParent() + " and change = 2"))
                .isLessThan(OPERATIONS / 4);
    }

    @Test
    void aLockedRowDelaysNoOtherChange() {
        other.begin();
        other.texts("select name from operation where name = '" + names.get(0) + "' for update");
        Mono<Void> cancelled = writer.cancel(names.get(0)).then().cache();
        cancelled.subscribe();

        assertThat(await(Flux.fromIterable(names)
                        .skip(1)
                        .flatMap(
                                name -> writer.renew(name, null, null)
                                        .then(writer.cancel(name)
                                                .onErrorComplete()
                                                .then())
                                        .then(writer.delete(name, null))
                                        .thenReturn(name),
                                OPERATIONS)
                        .collectList()))
                .hasSize(OPERATIONS - 1);
        other.rollBack();
        cancelled.block(TIMEOUT);
    }
}
