package org.operationsgateway.gateway.collection;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionChange;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.feed.FeedBatch;
import org.operationsgateway.gateway.collection.feed.FeedPosition;
import org.operationsgateway.gateway.collection.feed.FeedRead;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.store.filter.Scope;

/** Follows the feed: a place in it, and at most the one batch that is being told. */
final class LiveStage implements DeliveryStage {

    private final Feed feed;
    private final Scope scope;
    private final Consumer<PgSnapshot> fallenOut;
    private long sequence;
    private PgSnapshot cursor;
    private @Nullable FeedBatch batch;
    private int index;

    /**
     * Starts at a place.
     *
     * @param fallenOut told when what follows is gone from the feed, and up to which moment everything has been told
     */
    LiveStage(Feed feed, Scope scope, FeedPosition start, Consumer<PgSnapshot> fallenOut) {
        this.feed = feed;
        this.scope = scope;
        this.sequence = start.sequence();
        this.cursor = start.cursor();
        this.fallenOut = fallenOut;
    }

    @Override
    public @Nullable CollectionEvent next() {
        while (batch != null || take()) {
            CollectionEvent event = nextOfBatch();
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    private @Nullable CollectionEvent nextOfBatch() {
        FeedBatch current = Objects.requireNonNull(batch);
        while (index < current.changes().size()) {
            CollectionChange change = current.changes().get(index++);
            CollectionEvent event = change.in(scope);
            if (event != null) {
                endBatchIfTold(current);
                return event;
            }
        }
        endBatchIfTold(current);
        return null;
    }

    private void endBatchIfTold(FeedBatch current) {
        if (index == current.changes().size()) {
            sequence = current.sequence();
            cursor = current.after();
            batch = null;
        }
    }

    private boolean take() {
        return switch (feed.after(sequence)) {
            case FeedRead.Next next -> {
                batch = next.batch();
                index = 0;
                yield true;
            }
            case FeedRead.UpToDate now -> {
                cursor = now.cursor();
                yield false;
            }
            case FeedRead.Gone gone -> {
                fallenOut.accept(cursor);
                yield false;
            }
        };
    }

    /** Up to which moment everything has been told; null in the middle of a batch. */
    @Nullable
    PgSnapshot boundary() {
        if (batch == null && feed.after(sequence) instanceof FeedRead.UpToDate now) {
            cursor = now.cursor();
        }
        return batch == null ? cursor : null;
    }
}
