package org.operationsgateway.gateway.collection;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.collection.feed.CollectionCursor;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.feed.FeedPosition;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.fanout.EventLoopSubscriber;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.FrameSink;
import org.operationsgateway.gateway.stream.StreamOptions;

/**
 * A stream of one collection: its cursor is the snapshot up to which it has delivered all changes.
 *
 * <p>A stream starts with a {@link SnapshotBacklog}, or with a {@link ResumeCheck} if the client sends a cursor. The
 * {@link JoiningStage} then waits until the feed covers the cursor. A {@link LogBacklog} delivers the changes between
 * the cursor and the feed. The {@link LiveStage} delivers the feed, and joins it again after its next batch was
 * evicted. When the database has another history, the stream starts over with a reset.
 *
 * <p>Every stage is read only while the sink is writable: a slow client delays only its own stream. Confined to its
 * event loop.
 */
final class CollectionSubscriber extends EventLoopSubscriber {

    /** The reason for a reset if the database has lost changes that the client has received. */
    static final String OTHER_HISTORY = "OTHER_HISTORY";

    private static final int EVENTS_BETWEEN_BOOKMARKS = 100;
    private static final Duration RETRY_AFTER_REFUSAL = Duration.ofSeconds(20);

    private final Scope scope;
    private final EventExecutor loop;
    private final CollectionSources sources;
    private final Feed feed;
    private final FilterShare share = new FilterShare(System::nanoTime);
    private DeliveryStage stage;
    /** The event that precedes the events of the stage. */
    private @Nullable CollectionEvent pendingEvent;
    /** Null until the end of the resume check or of the snapshot. */
    private @Nullable CollectionCursor cursor;

    /** The number of the first sweep whose position the stream may follow. */
    private long firstSweep;

    /** The generation of the feed that the stage belongs to. */
    private int generation;

    private int eventsSinceCursor;

    CollectionSubscriber(
            Scope scope,
            @Nullable String lastEventId,
            FrameSink sink,
            EventExecutor loop,
            StreamOptions options,
            CollectionSources sources) {
        super(sink, options, sources.metrics());
        this.scope = scope;
        this.loop = loop;
        this.sources = sources;
        this.feed = sources.feed();
        this.stage = backlogStage(
                lastEventId == null || lastEventId.isEmpty()
                        ? new SnapshotBacklog(sources, scope)
                        : new ResumeCheck(sources.reader(), lastEventId));
    }

    void open() {
        metrics().opened();
        generation = feed.generation();
        // Joins before the first read, so that no change is lost between the read and the feed.
        firstSweep = feed.join(scope, this, loop);
        resume();
    }

    @Override
    protected void release() {
        stage.close();
        feed.leave(scope, this, loop);
        metrics().closed();
    }

    @Override
    protected int deliver() {
        int written = 0;
        while (!closed() && sink().isWritable()) {
            CollectionEvent event = nextOrEnd();
            if (event == null) {
                break;
            }
            if (!sink().accepts(event.bytes(options().format(), options().view()), recency())) {
                pendingEvent = event;
                break;
            }
            write(event);
            written++;
        }
        if (written > 0) {
            sink().flush();
        }
        return written;
    }

    /** Returns the next event; ends the stream if its filter is too expensive. */
    private @Nullable CollectionEvent nextOrEnd() {
        try {
            return next();
        } catch (StatusException tooExpensive) {
            refuse(tooExpensive.reason());
            return null;
        }
    }

    /** Ends the stream with the event of a rejection, after which the client reconnects later. */
    private void refuse(Reason reason) {
        write(options().retryBytes(RETRY_AFTER_REFUSAL));
        write(options().reasonBytes("overloaded", reason.name()));
        end();
    }

    private FrameSink.Recency recency() {
        return stage instanceof LiveStage ? FrameSink.Recency.LIVE : FrameSink.Recency.REPLAYED;
    }

    private void write(CollectionEvent event) {
        write(event.bytes(options().format(), options().view()));
        eventsSinceCursor = event.isResumable() ? 0 : eventsSinceCursor + 1;
    }

    private @Nullable CollectionEvent next() {
        while (true) {
            resetIfOtherHistory();
            CollectionEvent event = pendingEvent != null ? pendingEvent : dueBookmark();
            pendingEvent = null;
            if (event != null) {
                return event;
            }
            DeliveryStage current = stage;
            event = current.next();
            if (event != null || stage.equals(current)) {
                return event;
            }
        }
    }

    private void resetIfOtherHistory() {
        int current = feed.generation();
        if (generation != current) {
            generation = current;
            stage.close();
            cursor = null;
            reset(OTHER_HISTORY);
        }
    }

    private void reset(String reason) {
        pendingEvent = CollectionEvent.reset(reason);
        stage = backlogStage(new SnapshotBacklog(sources, scope));
    }

    private @Nullable CollectionEvent dueBookmark() {
        return eventsSinceCursor < EVENTS_BETWEEN_BOOKMARKS ? null : bookmark();
    }

    /** Returns null within a batch or a backlog, if the cursor has not changed, or before a reset. */
    private @Nullable CollectionEvent bookmark() {
        PgSnapshot delivered =
                stage instanceof LiveStage live && pendingEvent == null ? live.deliveredSnapshot() : null;
        CollectionCursor last = cursor;
        if (delivered == null || last == null || delivered.equals(last.snapshot())) {
            return null;
        }
        // Read after the snapshot, which may be of another history: its cursor would hide what the client must discard.
        if (generation != feed.generation()) {
            return null;
        }
        cursor = last.at(delivered);
        return CollectionEvent.bookmark(cursor);
    }

    private DeliveryStage backlogStage(Backlog backlog) {
        return new BacklogStage(
                backlog, options().encodings(), sources.pageMemory(), loop, this::backlogEnded, this::resume);
    }

    private void backlogEnded(BacklogPage.End end) {
        switch (end) {
            case BacklogPage.Resumed resumed -> {
                cursor = resumed.cursor();
                stage = joiningStage(cursor.snapshot(), true);
            }
            case BacklogPage.Synced synced -> {
                cursor = synced.cursor();
                pendingEvent = CollectionEvent.synced(cursor);
                // So that the next bookmark covers what the snapshot leaves out, because it changed meanwhile.
                firstSweep = feed.laterSweep();
                stage = joiningStage(cursor.snapshot(), false);
            }
            case BacklogPage.CaughtUp caughtUp -> {
                cursor = Objects.requireNonNull(cursor).at(caughtUp.position().snapshot());
                pendingEvent = CollectionEvent.bookmark(cursor);
                stage = liveStage(caughtUp.position());
            }
            case BacklogPage.Reset reset -> reset(reset.reason());
            case BacklogPage.Refused refused -> refuse(refused.reason());
        }
    }

    private DeliveryStage liveStage(FeedPosition start) {
        return new LiveStage(feed, scope, share, start, delivered -> stage = joiningStage(delivered, true));
    }

    private DeliveryStage joiningStage(PgSnapshot delivered, boolean limited) {
        return new JoiningStage(
                feed,
                firstSweep,
                delivered,
                position -> stage = backlogStage(new LogBacklog(sources, scope, share, delivered, position, limited)));
    }

    /** Writes a bookmark, so that the resume of an idle stream reads little of the log. */
    @Override
    protected void onHeartbeatInterval() {
        writeBookmark();
        sink().flush();
    }

    @Override
    protected void beforeDrain() {
        writeBookmark();
    }

    private void writeBookmark() {
        CollectionEvent bookmark = bookmark();
        if (bookmark != null) {
            write(bookmark);
        }
    }
}
