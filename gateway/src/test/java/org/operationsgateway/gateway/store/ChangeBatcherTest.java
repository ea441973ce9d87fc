package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.operationsgateway.gateway.store.Stored.TIMEOUT;
import static org.operationsgateway.gateway.store.Stored.await;
import static org.operationsgateway.gateway.store.Stored.newParent;
import static org.operationsgateway.gateway.store.Stored.payload;
import static org.operationsgateway.gateway.store.Stored.response;
import static org.operationsgateway.gateway.store.Stored.running;

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

/** What many changes at once have to do with each other: nothing, but for the time that they share. */
@GatewayTest(properties = "gateway.database.timeout=5s")
@DirtiesContext
class ChangeBatcherTest {

    private static final int MANY = 100;

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
        run("drop trigger if exists refusing on operation");
    }

    private void run(String sql) {
        database.sql(sql).then().block(TIMEOUT);
    }

    private List<OperationName> createMany() {
        return IntStream.range(0, MANY)
                .mapToObj(number -> new OperationName(parent, "n" + number))
                .peek(name -> await(writer.create(running(name))))
                .toList();
    }

    /** Updates all at the same time; the answers are in their order. */
    private List<Signal<StoredOperation>> updateAll(List<OperationName> names, int number) {
        return await(Flux.fromIterable(names)
                .flatMapSequential(
                        name -> writer.update(name, payload(number), null).materialize(), names.size())
                .collectList());
    }

    private void areAllAt(List<OperationName> names, long revision) {
        for (OperationName name : names) {
            StoredOperation now = await(reader.current(name));
            assertThat(now.id().number()).as("%s", name).isEqualTo(revision);
            Entries entries = new Entries(tables, now.id().incarnation());
            entries.areAChainOf(revision);
            entries.endWithTheRow();
        }
    }

    @Test
    void manyChangesAreEachMadeOnceWithFewTransactions() {
        List<OperationName> names = createMany();
        assertThat(updateAll(names, 1)).allMatch(Signal::isOnNext);
        areAllAt(names, 2);
        List<String> transactions =
                tables.texts("select count(distinct xid) from operation where parent = '" + parent.path() + "'");
        assertThat(Integer.parseInt(transactions.getFirst())).isLessThan(MANY / 4);
    }

    @Test
    void theAnswerIsWhatIsStored() {
        List<OperationName> names = createMany();
        List<StoredOperation> answers = Stream.concat(updateAll(names, 1).stream(), completeAll(names).stream())
                .map(Signal::get)
                .skip(MANY)
                .toList();
        assertThat(answers)
                .isEqualTo(
                        names.stream().map(name -> await(reader.current(name))).toList());
    }

    private List<Signal<StoredOperation>> completeAll(List<OperationName> names) {
        return await(Flux.fromIterable(names)
                .flatMapSequential(
                        name -> writer.complete(name, response(7), null, null).materialize(), MANY)
                .collectList());
    }

    @Test
    void theChangesOfOneOperationAreMadeInTheirOrder() {
        OperationName name = createMany().getFirst();
        List<StoredOperation> answers = await(Flux.range(1, 20)
                .flatMapSequential(number -> writer.update(name, payload(number), null), 20)
                .collectList());
        assertThat(answers)
                .extracting(
                        answer -> answer.id().number(),
                        answer -> answer.operation().metadata())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj(number -> tuple(number + 1L, payload(number)))
                        .toList());
    }

    @Test
    void whatIsLockedKeepsNoOtherWaiting() {
        List<OperationName> names = createMany();
        OperationName locked = names.get(MANY / 2);
        List<OperationName> others =
                names.stream().filter(name -> !name.equals(locked)).toList();
        Connection other = await(Mono.<Connection>from(connections.create()));
        try {
            Mono.from(other.beginTransaction()).block(TIMEOUT);
            await(Flux.from(other.createStatement("select life from operation where name = $1 for update")
                            .bind(0, locked.toString())
                            .execute())
                    .flatMap(result -> result.map(row -> row.get(0)))
                    .collectList());
            Mono<StoredOperation> late = writer.update(locked, payload(1), null).cache();
            late.subscribe();
            assertThat(updateAll(others, 1)).allMatch(Signal::isOnNext);
            assertThat(await(reader.current(locked)).id().number()).isEqualTo(1);
            Mono.from(other.rollbackTransaction()).block(TIMEOUT);
            assertThat(await(late).id().number()).isEqualTo(2);
        } finally {
            Mono.from(other.close()).block(TIMEOUT);
        }
        areAllAt(names, 2);
    }

    @Test
    void aRowThatTheDatabaseRefusesCostsNoOtherItsChange() {
        List<OperationName> names = createMany();
        refuse(names.get(MANY / 2), "before update", "");
        onlyThatOneFails(names);
    }

    /** The database has answered with rows by then; nobody may take them for committed. */
    @Test
    void aRowThatTheDatabaseRefusesWhenItCommitsCostsNoOtherItsChange() {
        List<OperationName> names = createMany();
        refuse(names.get(MANY / 2), "after update", "deferrable initially deferred");
        onlyThatOneFails(names);
    }

    private void refuse(OperationName name, String when, String deferred) {
        run("""
                create or replace function refuse() returns trigger language plpgsql as $$
                begin raise exception 'refused' using errcode = '23514'; end $$
                """);
        run(
                "create %s trigger refusing %s on operation %s for each row when (new.name = '%s') execute function refuse()"
                        .formatted(deferred.isEmpty() ? "" : "constraint", when, deferred, name));
    }

    private void onlyThatOneFails(List<OperationName> names) {
        List<Signal<StoredOperation>> answers = updateAll(names, 1);
        assertThat(answers).filteredOn(Signal::isOnError).hasSize(1);
        assertThat(answers.get(MANY / 2).isOnError()).isTrue();
        areAllAt(names.subList(0, MANY / 2), 2);
        areAllAt(names.subList(MANY / 2, MANY / 2 + 1), 1);
        areAllAt(names.subList(MANY / 2 + 1, MANY), 2);
    }

    @Test
    void whatIsDoneOrMissingIsRefusedAmongOthers() {
        List<OperationName> names = createMany();
        await(writer.complete(names.get(3), response(1), null, null));
        writer.delete(names.get(5), null).block(TIMEOUT);
        List<Signal<StoredOperation>> answers = updateAll(names, 1);
        assertThat(answers).filteredOn(Signal::isOnNext).hasSize(MANY - 2);
        assertThat(Stored.reason(failure(answers.get(3)))).isEqualTo(Reason.OPERATION_DONE);
        assertThat(Stored.reason(failure(answers.get(5)))).isEqualTo(Reason.OPERATION_NOT_FOUND);
    }

    private static Throwable failure(Signal<StoredOperation> answer) {
        Throwable failure = answer.getThrowable();
        assertThat(failure).isNotNull();
        return Objects.requireNonNull(failure);
    }

    @Test
    void aFloodIsRefusedAndWhatIsAcknowledgedIsKept() {
        List<OperationName> names = createMany();
        List<Signal<StoredOperation>> answers = await(Flux.range(0, 5000)
                .flatMapSequential(
                        number -> writer.update(names.get(number % MANY), payload(number), null)
                                .materialize(),
                        5000)
                .collectList());
        List<Signal<StoredOperation>> refused =
                answers.stream().filter(Signal::isOnError).toList();
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(Stored.reason(failure(answer))).isEqualTo(Reason.OVERLOADED));
        long made = names.stream()
                .mapToLong(name -> await(reader.current(name)).id().number() - 1)
                .sum();
        assertThat(made).isEqualTo(answers.size() - refused.size());
    }

    @Test
    void anOperationThatIsFloodedLeavesRoomForOthers() {
        List<OperationName> names = createMany();
        Mono<List<Signal<StoredOperation>>> flood = Flux.range(0, 2000)
                .flatMapSequential(
                        number -> writer.update(names.getFirst(), payload(number), null)
                                .materialize(),
                        2000)
                .collectList()
                .cache();
        flood.subscribe();
        assertThat(updateAll(names.subList(1, MANY), 1)).allMatch(Signal::isOnNext);
        assertThat(await(flood)).anyMatch(Signal::isOnError).anyMatch(Signal::isOnNext);
    }
}
