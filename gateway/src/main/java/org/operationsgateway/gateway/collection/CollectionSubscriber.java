package org.operationsgateway.gateway.collection;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.Cursor;
import org.operationsgateway.gateway.store.Scope;
import org.operationsgateway.gateway.watch.FrameSink;
import org.operationsgateway.gateway.watch.StreamOptions;
import org.operationsgateway.gateway.watch.TimedStream;

/**
 * One stream of a collection: first from the database what there is or what it has missed, then from the feed what
 * comes; and from the database again whenever the feed was too fast for it.
 *
 * <p>Whatever it is told from, it is told only as long as its sink is writable: a slow reader costs its own time and
 * nobody else's. Confined to its event loop.
 */
public final class CollectionSubscriber extends TimedStream {

    private static final int EVENTS_BETWEEN_BOOKMARKS = 100;

    private final Scope scope;
    private final EventExecutor loop;
    private final Sources sources;
    private final Feed feed;
    private Stage stage;
    /** Comes before whatever the stage says. */
    private @Nullable Event announcement;

    private @Nullable CursorId told;
    private long firstLook;
    private int eventsSinceId;

    CollectionSubscriber(
            Scope scope,
            @Nullable String lastEventId,
            FrameSink sink,
            EventExecutor loop,
            StreamOptions options,
            Sources sources) {
        super(sink, options);
        this.scope = scope;
        this.loop = loop;
        this.sources = sources;
        this.feed = sources.feed();
        this.stage = fromDatabase(
                lastEventId == null || lastEventId.isEmpty()
                        ? new SnapshotBacklog(sources.reader(), scope)
                        : new Entrance(sources.reader(), lastEventId));
    }

    void open() {
        sources.metrics().opened();
        // Before anything is read, so that nothing falls between what is read and what comes.
        firstLook = feed.join(scope, this, loop);
        resume();
    }

    /** Goes on: the sink is writable again, or there is something new. To be called on the event loop. */
    public void resume() {
        int written = 0;
        while (!closed() && sink().isWritable()) {
            Event event = next();
            if (event == null) {
                break;
            }
            write(event);
            written++;
        }
        if (written > 0) {
            sink().flush();
            sources.metrics().delivered(written);
        }
    }

    private void write(Event event) {
        write(event.bytes(options().format()));
        eventsSinceId = event.isResumable() ? 0 : eventsSinceId + 1;
    }

    private @Nullable Event next() {
        while (true) {
            Event event = announcement != null ? announcement : dueBookmark();
            announcement = null;
            if (event != null) {
                return event;
            }
            Stage current = stage;
            event = current.next();
            if (event != null || stage.equals(current)) {
                return event;
            }
        }
    }

    private @Nullable Event dueBookmark() {
        return eventsSinceId < EVENTS_BETWEEN_BOOKMARKS ? null : bookmark();
    }

    /** Null if nothing is to be told by one: in the middle of something, or if the last id still holds. */
    private @Nullable Event bookmark() {
        Cursor boundary = stage instanceof LiveStage live && announcement == null ? live.boundary() : null;
        CursorId last = told;
        if (boundary == null || last == null || boundary.equals(last.cursor())) {
            return null;
        }
        told = last.at(boundary);
        return Event.bookmark(told);
    }

    private Stage fromDatabase(Backlog backlog) {
        return new DatabaseStage(backlog, sources.turns(), loop, this::ended, this::resume);
    }

    private void ended(Portion.End end) {
        switch (end) {
            case Portion.Resumed resumed -> {
                told = resumed.id();
                stage = joining(resumed.id().cursor(), true);
            }
            case Portion.Synced synced -> {
                told = synced.id();
                announcement = Event.synced(synced.id());
                stage = joining(synced.id().cursor(), false);
            }
            case Portion.CaughtUp caughtUp -> {
                told = Objects.requireNonNull(told).at(caughtUp.position().cursor());
                announcement = Event.bookmark(told);
                stage = new LiveStage(feed, scope, caughtUp.position(), cursor -> stage = joining(cursor, true));
            }
            case Portion.Lost lost -> {
                announcement = Event.reset(lost.reason());
                stage = fromDatabase(new SnapshotBacklog(sources.reader(), scope));
            }
        }
    }

    private Stage joining(Cursor from, boolean limited) {
        return new JoiningStage(
                feed, firstLook, from, to -> stage = fromDatabase(new LogBacklog(sources, scope, from, to, limited)));
    }

    /** Says how far it has told, so that a quiet stream can be resumed cheaply. */
    @Override
    protected void everyHeartbeat() {
        writeBookmark();
        sink().flush();
    }

    @Override
    protected void beforeLeaving() {
        writeBookmark();
    }

    private void writeBookmark() {
        Event bookmark = bookmark();
        if (bookmark != null) {
            write(bookmark);
        }
    }

    /** When the latest change that was told as it came was committed; {@link Instant#MIN} if there is none. */
    Instant lastLive() {
        return stage instanceof LiveStage live ? live.latest() : Instant.MIN;
    }

    @Override
    protected void release() {
        feed.leave(scope, this, loop);
        sources.metrics().closed();
    }
}
