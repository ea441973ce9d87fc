package org.operationsgateway.client.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A search for forbidden outcomes: two updates in flight, a lost last update, an end before the last answer. */
class UpdateQueueStressTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int THREADS = 4;
    private static final int UPDATES = 2000;

    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger maxInFlight = new AtomicInteger();
    private final AtomicReference<String> lastAccepted = new AtomicReference<>("");
    private final UpdateQueue<String> queue =
            new UpdateQueue<>(this::send, Duration.ofNanos(1000), Schedulers.parallel());

    @RepeatedTest(20)
    void theLastUpdateIsAcceptedOrPendingAtTheEnd() {
        Flux.range(0, THREADS)
                .flatMap(thread -> Flux.range(0, UPDATES)
                        .doOnNext(i -> queue.offer(thread + "-" + i))
                        .subscribeOn(Schedulers.boundedElastic()))
                .blockLast(TIMEOUT);
        queue.offer("last");

        Optional<String> pending = queue.close().block(TIMEOUT);
        assertThat(inFlight).hasValue(0);
        assertThat(maxInFlight).hasValue(1);
        assertThat(pending.orElseGet(lastAccepted::get)).isEqualTo("last");
    }

    private Mono<Boolean> send(String update) {
        return Mono.defer(() -> {
            maxInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            Mono<Boolean> answer = Mono.fromSupplier(() -> {
                boolean isAccepted = ThreadLocalRandom.current().nextInt(4) > 0;
                if (isAccepted) {
                    lastAccepted.set(update);
                }
                inFlight.decrementAndGet();
                return isAccepted;
            });
            return ThreadLocalRandom.current().nextBoolean() ? answer : answer.subscribeOn(Schedulers.parallel());
        });
    }
}
