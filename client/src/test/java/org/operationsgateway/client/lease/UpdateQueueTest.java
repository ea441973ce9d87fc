package org.operationsgateway.client.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Tests of the queue with virtual time and requests that end when the test says so. */
class UpdateQueueTest {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final List<String> sent = new ArrayList<>();
    private final List<Sinks.One<Boolean>> requests = new ArrayList<>();
    private final UpdateQueue<String> queue = new UpdateQueue<>(this::send, PAUSE, scheduler);

    @AfterEach
    void dispose() {
        scheduler.dispose();
    }

    @Test
    void theFirstUpdateIsSentAtOnce() {
        queue.offer("a");

        assertThat(sent).containsExactly("a");
    }

    @Test
    void updatesDuringARequestAndThePauseAreConflated() {
        queue.offer("a");
        queue.offer("b");
        queue.offer("c");
        answer(true);
        queue.offer("d");
        scheduler.advanceTimeBy(PAUSE.minusMillis(1));
        assertThat(sent).containsExactly("a");

        scheduler.advanceTimeBy(Duration.ofMillis(1));
        assertThat(sent).containsExactly("a", "d");
    }

    @Test
    void theLastUpdateIsSentHoweverManyThereAre() {
        for (int i = 0; i < 1000; i++) {
            queue.offer(Integer.toString(i));
        }
        answer(true);
        scheduler.advanceTimeBy(PAUSE);

        assertThat(sent).containsExactly("0", "999");
    }

    @Test
    void anUpdateAfterThePauseIsSentAtOnce() {
        queue.offer("a");
        answer(true);
        scheduler.advanceTimeBy(PAUSE);
        queue.offer("b");

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void aRejectedUpdateIsSentAgain() {
        queue.offer("a");
        answer(false);
        scheduler.advanceTimeBy(PAUSE);

        assertThat(sent).containsExactly("a", "a");
    }

    @Test
    void aRejectedUpdateDoesNotReplaceALaterOne() {
        queue.offer("a");
        queue.offer("b");
        answer(false);
        scheduler.advanceTimeBy(PAUSE);

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void anEndTakesThePendingUpdateAfterTheOneInFlight() {
        queue.offer("a");
        queue.offer("b");
        Mono<Optional<String>> last = queue.close().cache();
        last.subscribe();
        assertThat(last.timeout(Duration.ofMillis(50), Mono.empty()).block(TIMEOUT))
                .isNull();

        answer(true);
        assertThat(last.block(TIMEOUT)).contains("b");
        scheduler.advanceTimeBy(PAUSE);
        assertThat(sent).containsExactly("a");
    }

    @Test
    void anEndWithoutUpdatesIsImmediate() {
        assertThat(queue.close().block(TIMEOUT)).isEmpty();
        queue.offer("late");

        assertThat(sent).isEmpty();
    }

    private Mono<Boolean> send(String update) {
        sent.add(update);
        Sinks.One<Boolean> request = Sinks.one();
        requests.add(request);
        return request.asMono();
    }

    private void answer(boolean accepted) {
        requests.getLast().tryEmitValue(accepted);
    }
}
