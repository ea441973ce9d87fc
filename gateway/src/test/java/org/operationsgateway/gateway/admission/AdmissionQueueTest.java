package org.operationsgateway.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** The limits of running and pending tasks. */
class AdmissionQueueTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_RUNNING = 4;
    private static final int MAX_PENDING = 1024;

    private final AtomicLong nanos = new AtomicLong();
    private final AdmissionQueue<String> queue = new AdmissionQueue<>(MAX_RUNNING, nanos::get);
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private final List<String> started = new ArrayList<>();

    private Mono<String> task(String name) {
        return Mono.defer(() -> {
            started.add(name);
            return gate.asMono().thenReturn(name);
        });
    }

    private void fill(String key, int count) {
        IntStream.range(0, count)
                .forEach(number -> queue.execute(key, task(key + number)).subscribe());
    }

    private void expectRejection(String key) {
        StepVerifier.create(queue.execute(key, task(key)))
                .expectErrorSatisfies(failure -> {
                    assertThat(((StatusException) failure).reason()).isEqualTo(Reason.OVERLOADED);
                    assertThat(((StatusException) failure).retryDelay()).isPresent();
                })
                .verify(TIMEOUT);
    }

    @Test
    void aTaskStartsImmediatelyBelowTheLimit() {
        fill("a", MAX_RUNNING + 1);

        assertThat(started).hasSize(MAX_RUNNING);
    }

    @Test
    void theResultOfATaskIsThatOfItsPublisher() {
        StepVerifier.create(queue.execute("a", Mono.just("done")))
                .expectNext("done")
                .expectComplete()
                .verify(TIMEOUT);
        StepVerifier.create(queue.execute("a", Mono.empty())).expectComplete().verify(TIMEOUT);
        StepVerifier.create(queue.execute("a", Mono.error(new IllegalStateException("failed"))))
                .expectErrorMessage("failed")
                .verify(TIMEOUT);
    }

    @Test
    void pendingTasksBeyondTheLimitAreRejected() {
        fill("a", MAX_RUNNING + MAX_PENDING);

        expectRejection("a");
        assertThat(started).hasSize(MAX_RUNNING);
    }

    @Test
    void aTaskThatWasPendingForTooLongIsRejectedAndDoesNotStart() {
        fill("a", MAX_RUNNING);
        Mono<String> late = queue.execute("b", task("late")).cache();
        late.subscribe(null, failure -> {});
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(gate.tryEmitEmpty()).isEqualTo(Sinks.EmitResult.OK);

        StepVerifier.create(late)
                .expectErrorSatisfies(failure ->
                        assertThat(((StatusException) failure).reason()).isEqualTo(Reason.OVERLOADED))
                .verify(TIMEOUT);
        assertThat(started).hasSize(MAX_RUNNING).doesNotContain("late");
        StepVerifier.create(queue.execute("c", Mono.just("next")))
                .expectNext("next")
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void aFloodOfOneKeyLeavesRoomForOthersAndDoesNotDelayThem() {
        fill("a", MAX_RUNNING + MAX_PENDING);
        fill("b", 2);
        assertThat(gate.tryEmitEmpty()).isEqualTo(Sinks.EmitResult.OK);

        assertThat(started).hasSize(MAX_RUNNING + MAX_PENDING + 2).contains("b0", "b1");
        assertThat(started.indexOf("b1")).isLessThan(MAX_RUNNING + 6);
    }

    @Test
    void allTasksRunThoughTheirSubscriptionsAreCancelled() {
        IntStream.range(0, 20)
                .forEach(number -> queue.execute("a", task("a")).subscribe().dispose());
        assertThat(gate.tryEmitEmpty()).isEqualTo(Sinks.EmitResult.OK);

        assertThat(started).hasSize(20);
        StepVerifier.create(queue.execute("a", Mono.just("next")))
                .expectNext("next")
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void manyPendingTasksThatEndAtOnceRunOneAfterTheOther() {
        fill("a", MAX_RUNNING);
        List<Mono<String>> results = IntStream.range(0, MAX_PENDING)
                .mapToObj(number -> queue.execute("a", Mono.<String>error(new IllegalStateException()))
                        .onErrorReturn("failed")
                        .cache())
                .toList();
        results.forEach(Mono::subscribe);
        assertThat(gate.tryEmitEmpty()).isEqualTo(Sinks.EmitResult.OK);

        assertThat(results).allMatch(result -> "failed".equals(result.block(TIMEOUT)));
    }
}
