package org.operationsgateway.gateway.collection;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The stage that delivers a {@link Backlog}. It reads a page only after the previous page has been delivered, and
 * acquires permits for its bytes: so the pages of slow clients do not exhaust the memory. Not thread-safe.
 *
 * <p>A failed read is retried with exponential backoff, without a limit on the number of attempts.
 */
final class BacklogStage implements DeliveryStage {

    private static final Logger log = LoggerFactory.getLogger(BacklogStage.class);
    private static final long MIN_RETRY_MILLIS = 250;
    private static final int MAX_DOUBLINGS = 5;

    private final Backlog backlog;
    private final int encodings;
    private final PermitQueue memory;
    private final EventExecutor loop;
    private final Consumer<BacklogPage.End> onEnd;
    private final Runnable resume;
    private final Queue<CollectionEvent> events = new ArrayDeque<>();
    private Disposable read = Disposables.disposed();
    private boolean reading;
    private boolean closed;
    private long permits;
    private int failures;

    /**
     * Creates a stage; the first call of {@link #next} reads the first page.
     *
     * @param encodings the number of encodings of each event in memory
     * @param memory the permits for bytes of pages, which all collection streams share
     * @param onEnd receives the last page, on the event loop
     * @param resume resumes the stream after each page, and to retry a read, on the event loop
     */
    BacklogStage(
            Backlog backlog,
            int encodings,
            PermitQueue memory,
            EventExecutor loop,
            Consumer<BacklogPage.End> onEnd,
            Runnable resume) {
        this.backlog = backlog;
        this.encodings = encodings;
        this.memory = memory;
        this.loop = loop;
        this.onEnd = onEnd;
        this.resume = resume;
    }

    @Override
    public @Nullable CollectionEvent next() {
        CollectionEvent event = events.poll();
        if (event == null && !reading) {
            // The previous page has been written.
            releasePermits();
            reading = true;
            acquirePermits(backlog.nextBytes() * encodings);
        }
        return event;
    }

    private void acquirePermits(long bytes) {
        if (memory.acquire(bytes, () -> loop.execute(() -> granted(bytes)))) {
            granted(bytes);
        }
    }

    private void granted(long bytes) {
        permits = bytes;
        if (closed) {
            releasePermits();
        } else {
            read = backlog.next().subscribe(page -> loop.execute(() -> read(page)), this::readFailed);
        }
    }

    private void releasePermits() {
        if (permits > 0) {
            long released = permits;
            permits = 0;
            memory.release(released);
        }
    }

    /** Cancels the read in the database, too. */
    @Override
    public void close() {
        closed = true;
        read.dispose();
        releasePermits();
    }

    private void read(BacklogPage page) {
        if (closed) {
            return;
        }
        reading = false;
        failures = 0;
        switch (page) {
            case BacklogPage.Events more -> add(more);
            case BacklogPage.End end -> {
                releasePermits();
                onEnd.accept(end);
            }
        }
        resume.run();
    }

    /** Adds a page. One that consists of a single large entry may exceed its permits. */
    private void add(BacklogPage.Events page) {
        events.addAll(page.events());
        long missing = page.bytes() * encodings - permits;
        if (missing > 0) {
            memory.force(missing);
            permits += missing;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A retry that never runs belongs to an event loop that has ended.
    private void readFailed(Throwable failure) {
        log.warn("Failed to read a collection, retrying: {}", failure.toString());
        loop.execute(this::releasePermits);
        long delay = MIN_RETRY_MILLIS << Math.min(failures++, MAX_DOUBLINGS);
        loop.schedule(this::retryRead, ThreadLocalRandom.current().nextLong(delay, 2 * delay), TimeUnit.MILLISECONDS);
    }

    private void retryRead() {
        reading = false;
        resume.run();
    }
}
