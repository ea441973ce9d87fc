package org.operationsgateway.gateway.collection;

import io.netty.util.concurrent.EventExecutor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionCursor;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.fanout.EventLoopSubscriber;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.FrameSink;
import org.operationsgateway.gateway.stream.StreamOptions;

/**
 * One stream of a collection: first from the database what there is or what it has missed, then from the feed what
 * comes; and from the database again whenever the feed was too fast for it.
 *
 * <p>Whatever it is told from, it is told only as long as its sink is writable: a slow reader costs its own time and
 * nobody else's. Confined to its event loop.
 */
final class CollectionSubscriber extends EventLoopSubscriber {

    private static final int EVENTS_BETWEEN_BOOKMARKS = 100;

    private final Scope scope;
    private final EventExecutor loop;
    private final CollectionSources sources;
    private final Feed feed;
    private DeliveryStage stage;
    /** Comes before whatever the stage says. */
    private @Nullable CollectionEvent announcement;

    private @Nullable CollectionCursor told;
    private long firstLook;
    private int eventsSinceId;

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
        this.stage = fromDatabase(
                lastEventId == null || lastEventId.isEmpty()
                        ? new SnapshotBacklog(sources.reader(), scope)
                        : new ResumeCheck(sources.reader(), lastEventId));
    }

    void open() {
        metrics().opened();
        // Before anything is read, so that nothing falls between what is read and what comes.
        firstLook = feed.join(scope, this, loop);
        resume();
    }

    @Override
    protected int deliver() {
        int written = 0;
        while (!closed() && sink().isWritable()) {
            CollectionEvent event = next();
            if (event == null) {
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

    private void write(CollectionEvent event) {
        write(event.bytes(options().format()));
        eventsSinceId = event.isResumable() ? 0 : eventsSinceId + 1;
    }

    private @Nullable CollectionEvent next() {
        while (true) {
            CollectionEvent event = announcement != null ? announcement : dueBookmark();
            announcement = null;
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

    private @Nullable CollectionEvent dueBookmark() {
        return eventsSinceId < EVENTS_BETWEEN_BOOKMARKS ? null : bookmark();
    }

    /** Null if nothing is to be told by one: in the middle of something, or if the last id still holds. */
    private @Nullable CollectionEvent bookmark() {
        PgSnapshot boundary = stage instanceof LiveStage live && announcement == null ? live.boundary() : null;
        CollectionCursor last = told;
        if (boundary == null || last == null || boundary.equals(last.cursor())) {
            return null;
        }
        told = last.at(boundary);
        return CollectionEvent.bookmark(told);
    }

    private DeliveryStage fromDatabase(Backlog backlog) {
        return new DatabaseStage(backlog, sources.queries(), loop, this::ended, this::resume);
    }

    private void ended(BacklogPage.End end) {
        switch (end) {
            case BacklogPage.Resumed resumed -> {
                told = resumed.id();
                stage = joining(resumed.id().cursor(), true);
            }
            case BacklogPage.Synced synced -> {
                told = synced.id();
                announcement = CollectionEvent.synced(synced.id());
                stage = joining(synced.id().cursor(), false);
            }
            case BacklogPage.CaughtUp caughtUp -> {
                told = Objects.requireNonNull(told).at(caughtUp.position().cursor());
                announcement = CollectionEvent.bookmark(told);
                stage = new LiveStage(feed, scope, caughtUp.position(), cursor -> stage = joining(cursor, true));
            }
            case BacklogPage.Lost lost -> {
                announcement = CollectionEvent.reset(lost.reason());
                stage = fromDatabase(new SnapshotBacklog(sources.reader(), scope));
            }
        }
    }

    private DeliveryStage joining(PgSnapshot from, boolean limited) {
        return new JoiningStage(
                feed, firstLook, from, to -> stage = fromDatabase(new LogBacklog(sources, scope, from, to, limited)));
    }

    /** Says how far it has told, so that a quiet stream can be resumed cheaply. */
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

    @Override
    protected void release() {
        feed.leave(scope, this, loop);
        metrics().closed();
    }
}
