package org.operationsgateway.gateway.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.store.StoreFixtures.TIMEOUT;
import static org.operationsgateway.gateway.store.StoreFixtures.await;
import static org.operationsgateway.gateway.store.StoreFixtures.newName;
import static org.operationsgateway.gateway.store.StoreFixtures.payload;
import static org.operationsgateway.gateway.store.StoreFixtures.response;
import static org.operationsgateway.gateway.store.StoreFixtures.running;

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

/** Concurrent changes of one operation, and changes whose subscription is cancelled. */
@GatewayTest
class ConcurrentChangesTest {

    private static final int WRITERS = 16;
    private static final int UPDATES_PER_WRITER = 10;

    private final OperationWriter writer;
    private final OperationReader reader;
    private final Tables tables;

    ConcurrentChangesTest(OperationWriter writer, OperationReader reader, Tables tables) {
        this.writer = writer;
        this.reader = reader;
        this.tables = tables;
    }

    @RepeatedTest(10)
    void exactlyOneOfManyCompletionsSucceeds() {
        OperationName name = create();

        List<Signal<StoredOperation>> results = race(
                number -> writer.complete(name, response(number), null, null).materialize());

        List<StoredOperation> succeeded =
                results.stream().filter(Signal::isOnNext).map(Signal::get).toList();
        assertThat(succeeded).hasSize(1);
        assertThat(results.stream().filter(Signal::isOnError).map(Signal::getThrowable))
                .hasSize(WRITERS - 1)
                .allSatisfy(failure -> assertThat(StoreFixtures.reason(failure)).isEqualTo(Reason.OPERATION_DONE));
        assertThat(await(reader.current(name))).isEqualTo(succeeded.getFirst());
        entries(succeeded.getFirst()).assertRevisions(2);
        entries(succeeded.getFirst()).assertLastMatchesRow();
    }

    @RepeatedTest(10)
    void exactlyOneOfManyCreationsOfANameSucceeds() {
        OperationName name = newName();

        Map<Boolean, List<Signal<StoredOperation>>> results =
                race(number -> writer.create(running(name, payload(number))).materialize()).stream()
                        .collect(groupingBy(Signal::isOnNext));

        assertThat(results.get(true)).singleElement().extracting(Signal::get).isEqualTo(await(reader.current(name)));
        assertThat(results.get(false))
                .hasSize(WRITERS - 1)
                .allSatisfy(result -> assertThat(StoreFixtures.reason(result.getThrowable()))
                        .isEqualTo(Reason.OPERATION_ALREADY_EXISTS));
    }

    @Test
    void concurrentUpdatesHaveConsecutiveRevisions() {
        OperationName name = create();

        Map<Long, StoredOperation> results = Flux.range(0, WRITERS)
                .flatMap(number -> updates(name, number), WRITERS)
                .collect(toMap(snapshot -> snapshot.id().number(), Function.identity()))
                .block(TIMEOUT);

        long last = 1 + WRITERS * UPDATES_PER_WRITER;
        assertThat(results)
                .containsOnlyKeys(LongStream.rangeClosed(2, last).boxed().toList());
        entries(results.get(last)).assertRevisions(last);
        entries(results.get(last)).assertLastMatchesRow();
        assertThat(await(reader.after(name, results.get(last).id().withNumber(1), 1000)))
                .allSatisfy(entry -> assertThat(entry)
                        .isEqualTo(results.get(entry.id().number()).latest()));
    }

    @Test
    void noUpdateFollowsAConcurrentCompletion() {
        OperationName name = create();

        race(number -> (number == WRITERS / 2
                        ? writer.complete(name, response(number), null, null)
                        : writer.update(name, payload(number), null).onErrorComplete(StatusException.class))
                .materialize());

        StoredOperation last = await(reader.current(name));
        assertThat(last.operation().state()).isInstanceOf(State.Done.class);
        entries(last).assertRevisions(last.id().number());
        assertThat(entries(last).column("done")).last().isEqualTo("true");
        assertThat(entries(last).column("done")).filteredOn("true"::equals).hasSize(1);
    }

    @Test
    void cancellingTheSubscriptionDoesNotStopAChange() {
        List<OperationName> names =
                Flux.range(0, 50).map(number -> create()).collectList().block(TIMEOUT);

        names.forEach(name -> StepVerifier.create(writer.update(name, payload(1), null))
                .thenCancel()
                .verify(TIMEOUT));

        assertThat(names)
                .allSatisfy(name -> assertThat(await(changedRevision(name))).isEqualTo(2));
    }

    private Mono<Long> changedRevision(OperationName name) {
        return reader.current(name)
                .map(snapshot -> snapshot.id().number())
                .filter(number -> number > 1)
                .repeatWhenEmpty(attempts -> attempts.delayElements(Duration.ofMillis(10)));
    }

    private Flux<StoredOperation> updates(OperationName name, int number) {
        return Flux.range(0, UPDATES_PER_WRITER)
                .concatMap(update -> writer.update(name, payload(number * UPDATES_PER_WRITER + update), null));
    }

    private static List<Signal<StoredOperation>> race(Function<Integer, Mono<Signal<StoredOperation>>> change) {
        return await(Flux.range(0, WRITERS).flatMap(change, WRITERS).collectList());
    }

    private OperationName create() {
        return await(writer.create(running(newName()))).operation().name();
    }

    private StoredLog entries(StoredOperation snapshot) {
        return new StoredLog(tables, snapshot.id().incarnation());
    }
}
