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

/**
 * Reads a backlog, a portion at a time, and only when the one before has been told.
 *
 * <p>When the database fails it tries again, for as long as it takes: nothing is lost by waiting.
 */
final class DatabaseStage implements DeliveryStage {

    private static final Logger log = LoggerFactory.getLogger(DatabaseStage.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int MAX_DOUBLINGS = 5;

    private final Backlog backlog;
    private final QueryLimiter queries;
    private final EventExecutor loop;
    private final Consumer<BacklogPage.End> end;
    private final Runnable resume;
    private final Queue<CollectionEvent> events = new ArrayDeque<>();
    private boolean reading;
    private int failures;

    /**
     * Begins with a backlog.
     *
     * @param end told of the last portion, on the loop
     * @param resume called on the loop when there is more to tell
     */
    DatabaseStage(
            Backlog backlog, QueryLimiter queries, EventExecutor loop, Consumer<BacklogPage.End> end, Runnable resume) {
        this.backlog = backlog;
        this.queries = queries;
        this.loop = loop;
        this.end = end;
        this.resume = resume;
    }

    @Override
    public @Nullable CollectionEvent next() {
        CollectionEvent event = events.poll();
        if (event == null && !reading) {
            reading = true;
            queries.limit(backlog.next()).subscribe(portion -> loop.execute(() -> read(portion)), this::failed);
        }
        return event;
    }

    private void read(BacklogPage portion) {
        reading = false;
        failures = 0;
        switch (portion) {
            case BacklogPage.Events more -> events.addAll(more.events());
            case BacklogPage.End last -> end.accept(last);
        }
        resume.run();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A retry that never runs belongs to an event loop that has ended.
    private void failed(Throwable failure) {
        log.warn("Could not read a collection, and tries again: {}", failure.toString());
        long pause = FIRST_PAUSE_MILLIS << Math.min(failures++, MAX_DOUBLINGS);
        loop.schedule(this::again, ThreadLocalRandom.current().nextLong(pause, 2 * pause), TimeUnit.MILLISECONDS);
    }

    private void again() {
        reading = false;
        resume.run();
    }
}
