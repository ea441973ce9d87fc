package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.store.StoreFixtures.TIMEOUT;
import static org.operationsgateway.gateway.store.StoreFixtures.await;
import static org.operationsgateway.gateway.store.StoreFixtures.newParent;
import static org.operationsgateway.gateway.store.StoreFixtures.payload;
import static org.operationsgateway.gateway.store.StoreFixtures.response;
import static org.operationsgateway.gateway.store.StoreFixtures.running;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/** Concurrent creations, which share batches and do not affect each other. */
@GatewayTest
@DirtiesContext
class CreationBatchTest {

    private static final int OPERATIONS = 100;
    private static final CreateOptions OPTIONS = new CreateOptions(
            Cancellation.COOPERATIVE, Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(3), null);

    private final OperationWriter writer;
    private final OperationReader reader;
    private final Tables tables;
    private final DatabaseClient database;
    private final Parent parent = newParent();

    CreationBatchTest(OperationWriter writer, OperationReader reader, Tables tables, DatabaseClient database) {
        this.writer = writer;
        this.reader = reader;
        this.tables = tables;
        this.database = database;
    }

    @AfterEach
    void dropTrigger() {
        run("drop trigger if exists failing on operation");
    }

    private void run(String sql) {
        database.sql(sql).then().block(TIMEOUT);
    }

    private OperationName name(int number) {
        return new OperationName(parent, "n" + number);
    }

    /** Returns an operation that is done if the number is odd. */
    private Operation operation(int number) {
        State state = number % 2 == 0 ? State.RUNNING : new State.Done(response(number));
        return new Operation(name(number), payload(number), state);
    }

    private List<Signal<StoredOperation>> createAll(CreateOptions options) {
        return signals(IntStream.range(0, OPERATIONS)
                .mapToObj(number -> writer.create(operation(number), options, null))
                .toList());
    }

    private static List<Signal<StoredOperation>> signals(List<Mono<StoredOperation>> creations) {
        return await(Flux.fromIterable(creations)
                .flatMapSequential(Mono::materialize, creations.size())
                .collectList());
    }

    private long count(String expression) {
        return Long.parseLong(
                tables.texts("select count(" + expression + ") from operation where parent = '" + parent.path() + "'")
                        .getFirst());
    }

    @Test
    void concurrentCreationsAreMadeInFewTransactions() {
        assertThat(createAll(OPTIONS)).allMatch(Signal::isOnNext);
        assertThat(count("*")).isEqualTo(OPERATIONS);
        assertThat(count("distinct xid")).isLessThan(OPERATIONS / 4);
    }

    @Test
    void theResultEqualsTheStoredOperation() {
        List<StoredOperation> results =
                createAll(OPTIONS).stream().map(Signal::get).toList();
        assertThat(results)
                .isEqualTo(IntStream.range(0, OPERATIONS)
                        .mapToObj(number -> await(reader.current(name(number))))
                        .toList());
        assertThat(results)
                .allSatisfy(result -> new StoredLog(tables, result.id().incarnation()).assertLastMatchesRow());
    }

    @Test
    void aCreationInABatchEqualsOneThatIsAlone() {
        createAll(OPTIONS);
        OperationName running = new OperationName(parent, "running");
        OperationName done = new OperationName(parent, "done");
        await(writer.create(new Operation(running, payload(2), State.RUNNING), OPTIONS, null));
        await(writer.create(new Operation(done, payload(3), new State.Done(response(3))), OPTIONS, null));
        assertThat(columns(name(2))).isEqualTo(columns(running));
        assertThat(columns(name(3))).isEqualTo(columns(done));
    }

    /** Returns the columns that do not depend on the name or on the time. */
    private List<String> columns(OperationName name) {
        return tables.texts("select concat_ws('|', parent, revision, done, metadata, response, error, cancellation,"
                + " metadata_type, error_code, lease, lease_expire_time - create_time, deadline - create_time, ttl,"
                + " expire_time - create_time, end_time - create_time, update_time - create_time, cancel_requested)"
                + " from operation where name = '" + name + "'");
    }

    @Test
    void anExistingNameDoesNotAffectOtherCreations() {
        await(writer.create(running(name(7))));
        List<Signal<StoredOperation>> results = createAll(CreateOptions.DEFAULT);
        assertThat(results).filteredOn(Signal::isOnError).singleElement().isSameAs(results.get(7));
        assertThat(StoreFixtures.reason(results.get(7).getThrowable())).isEqualTo(Reason.OPERATION_ALREADY_EXISTS);
        assertThat(count("*")).isEqualTo(OPERATIONS);
    }

    @Test
    void aRowThatFailsDoesNotAffectOtherCreations() {
        run("""
                create or replace function fail() returns trigger language plpgsql as $$
                begin raise exception 'failed' using errcode = '23514'; end $$
                """);
        run("create trigger failing before insert on operation for each row when (new.name = '" + name(9)
                + "') execute function fail()");
        List<Signal<StoredOperation>> results = createAll(CreateOptions.DEFAULT);
        assertThat(results).filteredOn(Signal::isOnError).singleElement().isSameAs(results.get(9));
        assertThat(count("*")).isEqualTo(OPERATIONS - 1);
    }

    @Test
    void concurrentCreationsOfOneNameCreateOneOperation() {
        List<Signal<StoredOperation>> results = signals(IntStream.range(0, 20)
                .mapToObj(number -> writer.create(running(name(0))))
                .toList());
        assertThat(results).filteredOn(Signal::isOnNext).hasSize(1);
        assertThat(results)
                .filteredOn(Signal::isOnError)
                .extracting(failed -> StoreFixtures.reason(failed.getThrowable()))
                .containsOnly(Reason.OPERATION_ALREADY_EXISTS);
    }

    @Test
    void concurrentCreationsOfOneRequestCreateOneOperation() {
        List<Signal<StoredOperation>> results = signals(IntStream.range(0, 20)
                .mapToObj(number -> writer.create(
                        running(name(number)), CreateOptions.DEFAULT, new RequestFingerprint("same", new byte[32])))
                .toList());
        assertThat(results).allMatch(Signal::isOnNext);
        assertThat(results)
                .extracting(result -> result.get().id())
                .containsOnly(results.getFirst().get().id());
        assertThat(count("*")).isEqualTo(1);
    }
}
