package org.operationsgateway.gateway.collection;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The stage that delivers a {@link Backlog}. It reads a page only after the previous page has been delivered.
 *
 * <p>A failed read is retried with exponential backoff, without a limit on the number of attempts.
 */
final class BacklogStage implements DeliveryStage {

    private static final Logger log = LoggerFactory.getLogger(BacklogStage.class);
    private static final long MIN_RETRY_MILLIS = 250;
    private static final int MAX_DOUBLINGS = 5;

    private final Backlog backlog;
    private final EventExecutor loop;
    private final Consumer<BacklogPage.End> onEnd;
    private final Runnable resume;
    private final Queue<CollectionEvent> events = new ArrayDeque<>();
    private Disposable read = Disposables.disposed();
    private boolean reading;
    private int failures;

    /**
     * Creates a stage; the first call of {@link #next} reads the first page.
     *
     * @param onEnd receives the last page, on the event loop
     * @param resume resumes the stream after each page, and to retry a read, on the event loop
     */
    BacklogStage(Backlog backlog, EventExecutor loop, Consumer<BacklogPage.End> onEnd, Runnable resume) {
        this.backlog = backlog;
        this.loop = loop;
        this.onEnd = onEnd;
        this.resume = resume;
    }

    @Override
    public @Nullable CollectionEvent next() {
        CollectionEvent event = events.poll();
        if (event == null && !reading) {
            reading = true;
            read = backlog.next().subscribe(page -> loop.execute(() -> read(page)), this::readFailed);
        }
        return event;
    }

    /** Cancels the read in the database, too. */
    @Override
    public void close() {
        read.dispose();
    }

    private void read(BacklogPage page) {
        reading = false;
        failures = 0;
        switch (page) {
            case BacklogPage.Events more -> events.addAll(more.events());
            case BacklogPage.End end -> onEnd.accept(end);
        }
        resume.run();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A retry that never runs belongs to an event loop that has ended.
    private void readFailed(Throwable failure) {
        log.warn("Failed to read a collection, retrying: {}", failure.toString());
        long delay = MIN_RETRY_MILLIS << Math.min(failures++, MAX_DOUBLINGS);
        loop.schedule(this::retryRead, ThreadLocalRandom.current().nextLong(delay, 2 * delay), TimeUnit.MILLISECONDS);
    }

    private void retryRead() {
        reading = false;
        resume.run();
    }
}
