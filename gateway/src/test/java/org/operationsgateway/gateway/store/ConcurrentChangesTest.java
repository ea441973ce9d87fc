package org.operationsgateway.gateway.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.store.Stored.TIMEOUT;
import static org.operationsgateway.gateway.store.Stored.await;
import static org.operationsgateway.gateway.store.Stored.newName;
import static org.operationsgateway.gateway.store.Stored.payload;
import static org.operationsgateway.gateway.store.Stored.response;
import static org.operationsgateway.gateway.store.Stored.running;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.test.StepVerifier;

/** What the store promises when changes race, or when nobody waits for them. */
@GatewayTest
class ConcurrentChangesTest {

    private static final int WRITERS = 16;
    private static final int UPDATES_EACH = 10;

    private final OperationWriter writer;
    private final OperationReader reader;
    private final Tables tables;

    ConcurrentChangesTest(OperationWriter writer, OperationReader reader, Tables tables) {
        this.writer = writer;
        this.reader = reader;
        this.tables = tables;
    }

    @RepeatedTest(10)
    void ofManyCompletionsExactlyOneWins() {
        OperationName name = create();

        List<Signal<StoredOperation>> answers = race(
                number -> writer.complete(name, response(number), null, null).materialize());

        List<StoredOperation> winners =
                answers.stream().filter(Signal::isOnNext).map(Signal::get).toList();
        assertThat(winners).hasSize(1);
        assertThat(answers.stream().filter(Signal::isOnError).map(Signal::getThrowable))
                .hasSize(WRITERS - 1)
                .allSatisfy(failure -> assertThat(Stored.reason(failure)).isEqualTo(Reason.OPERATION_DONE));
        assertThat(await(reader.current(name))).isEqualTo(winners.getFirst());
        entries(winners.getFirst()).areAChainOf(2);
        entries(winners.getFirst()).endWithTheRow();
    }

    @RepeatedTest(10)
    void ofManyCreationsOfOneNameExactlyOneWins() {
        OperationName name = newName();

        Map<Boolean, List<Signal<StoredOperation>>> answers =
                race(number -> writer.create(running(name, payload(number))).materialize()).stream()
                        .collect(groupingBy(Signal::isOnNext));

        assertThat(answers.get(true)).singleElement().extracting(Signal::get).isEqualTo(await(reader.current(name)));
        assertThat(answers.get(false))
                .hasSize(WRITERS - 1)
                .allSatisfy(answer ->
                        assertThat(Stored.reason(answer.getThrowable())).isEqualTo(Reason.OPERATION_ALREADY_EXISTS));
    }

    @Test
    void updatesOfOneOperationByManyWritersAreAChain() {
        OperationName name = create();

        Map<Long, StoredOperation> answers = Flux.range(0, WRITERS)
                .flatMap(number -> updates(name, number), WRITERS)
                .collect(toMap(snapshot -> snapshot.id().number(), Function.identity()))
                .block(TIMEOUT);

        long last = 1 + WRITERS * UPDATES_EACH;
        assertThat(answers)
                .containsOnlyKeys(LongStream.rangeClosed(2, last).boxed().toList());
        entries(answers.get(last)).areAChainOf(last);
        entries(answers.get(last)).endWithTheRow();
        assertThat(await(reader.after(name, answers.get(last).id().withNumber(1), 1000)))
                .allSatisfy(entry -> assertThat(entry)
                        .isEqualTo(answers.get(entry.id().number()).latest()));
    }

    @Test
    void anUpdateNeverFollowsTheCompletionItRacesWith() {
        OperationName name = create();

        race(number -> (number == WRITERS / 2
                        ? writer.complete(name, response(number), null, null)
                        : writer.update(name, payload(number), null).onErrorComplete(StatusException.class))
                .materialize());

        StoredOperation last = await(reader.current(name));
        assertThat(last.operation().state()).isInstanceOf(State.Done.class);
        entries(last).areAChainOf(last.id().number());
        assertThat(entries(last).column("done")).last().isEqualTo("true");
        assertThat(entries(last).column("done")).filteredOn("true"::equals).hasSize(1);
    }

    @Test
    void aChangeGoesOnWhenNobodyWaitsForItAnyMore() {
        List<OperationName> names =
                Flux.range(0, 50).map(number -> create()).collectList().block(TIMEOUT);

        names.forEach(name -> StepVerifier.create(writer.update(name, payload(1), null))
                .thenCancel()
                .verify(TIMEOUT));

        assertThat(names).allSatisfy(name -> assertThat(await(changed(name))).isEqualTo(2));
    }

    private Mono<Long> changed(OperationName name) {
        return reader.current(name)
                .map(snapshot -> snapshot.id().number())
                .filter(number -> number > 1)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(10)));
    }

    private Flux<StoredOperation> updates(OperationName name, int number) {
        return Flux.range(0, UPDATES_EACH)
                .concatMap(round -> writer.update(name, payload(number * UPDATES_EACH + round), null));
    }

    private static List<Signal<StoredOperation>> race(Function<Integer, Mono<Signal<StoredOperation>>> change) {
        return await(Flux.range(0, WRITERS).flatMap(change, WRITERS).collectList());
    }

    private OperationName create() {
        return await(writer.create(running(newName()))).operation().name();
    }

    private Entries entries(StoredOperation snapshot) {
        return new Entries(tables, snapshot.id().incarnation());
    }
}
