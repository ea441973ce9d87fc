package org.operationsgateway.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.core.name.OperationName;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * A search for forbidden outcomes of watches that join and leave one collection stream: two streams, a stream without
 * a watch, a watch without a stream, a lost event or failure.
 */
class SharedCollectionStressTest {

    private static final int ROUNDS = 20_000;
    private static final long TIMEOUT_SECONDS = 20;
    private static final String NAME = "operations/a";

    private static final RevisedEvent REMOVED = RevisedEvent.of(new CollectionEvent.Removed(OperationName.parse(NAME)));

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final CyclicBarrier barrier = new CyclicBarrier(2);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void twoFirstWatchesOpenOneStream() {
        repeat(() -> {
            Source source = new Source();
            SharedCollection collection = new SharedCollection(source, () -> {});
            SharedWatch[] watches = new SharedWatch[2];

            join(() -> watches[0] = collection.join(NAME), () -> watches[1] = collection.join(NAME));

            require(watches[0] != null && watches[1] != null, "A watch is refused");
            require(source.opened.get() == 1, "The stream is not opened once");
            join(() -> collection.leave(watches[0]), () -> collection.leave(watches[1]));
            require(source.cancelled.get() == 1, "The stream is not cancelled once");
        });
    }

    @Test
    void aWatchThatJoinsWhileTheLastOneLeavesIsRefusedOrServed() {
        repeat(() -> {
            Source source = new Source();
            SharedCollection collection = new SharedCollection(source, () -> {});
            SharedWatch last = collection.join(NAME);
            SharedWatch[] next = new SharedWatch[1];

            join(() -> collection.leave(last), () -> next[0] = collection.join(NAME));

            boolean isRefused = next[0] == null;
            require(isRefused == (source.cancelled.get() == 1), "The stream is cancelled, but not the watch");
            source.subscriber.onNext(REMOVED);
            require(isRefused || received(next[0]) == 1, "An event is lost");
        });
    }

    @Test
    void aWatchThatJoinsAStreamThatFailsIsRefusedOrFails() {
        repeat(() -> {
            Source source = new Source();
            SharedCollection collection = new SharedCollection(source, () -> {});
            SharedWatch first = collection.join(NAME);
            SharedWatch[] next = new SharedWatch[1];

            join(() -> source.subscriber.onError(new IllegalStateException()), () -> next[0] = collection.join(NAME));

            require(hasFailed(first), "The first watch does not fail");
            require(next[0] == null || hasFailed(next[0]), "The second watch waits for ever");
        });
    }

    @Test
    void aWatchThatLeavesTwiceClosesTheStreamOnce() {
        repeat(() -> {
            Source source = new Source();
            AtomicInteger closes = new AtomicInteger();
            SharedCollection collection = new SharedCollection(source, closes::incrementAndGet);
            SharedWatch watch = collection.join(NAME);

            join(() -> collection.leave(watch), () -> collection.leave(watch));

            require(closes.get() == 1 && source.cancelled.get() == 1, "The stream is not closed once");
        });
    }

    private static int received(SharedWatch watch) {
        AtomicInteger events = new AtomicInteger();
        watch.events().subscribe(event -> events.incrementAndGet());
        return events.get();
    }

    private static boolean hasFailed(SharedWatch watch) {
        AtomicBoolean hasFailed = new AtomicBoolean();
        watch.events().subscribe(event -> {}, failure -> hasFailed.set(true));
        return hasFailed.get();
    }

    private static void require(boolean condition, String violation) {
        assertThat(condition).as(violation).isTrue();
    }

    private static void repeat(Runnable round) {
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
    }

    /** Executes two actions at once, and waits for both. */
    private void join(Runnable first, Runnable second) {
        Future<?> other = executor.submit(() -> {
            awaitBoth();
            first.run();
        });
        awaitBoth();
        second.run();
        try {
            other.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitBoth() {
        try {
            barrier.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A stream that counts its subscriptions and their cancellations. */
    private static final class Source extends Flux<RevisedEvent> implements Subscription {

        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger cancelled = new AtomicInteger();
        private volatile CoreSubscriber<? super RevisedEvent> subscriber;

        @Override
        public void subscribe(CoreSubscriber<? super RevisedEvent> actual) {
            opened.incrementAndGet();
            subscriber = actual;
            actual.onSubscribe(this);
        }

        @Override
        public void request(long demand) {}

        @Override
        public void cancel() {
            cancelled.incrementAndGet();
        }
    }
}
