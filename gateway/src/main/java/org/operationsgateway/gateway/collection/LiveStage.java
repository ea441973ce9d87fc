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

/** The stage that delivers the feed. It holds its position and at most one batch. Not thread-safe. */
final class LiveStage implements DeliveryStage {

    private final Feed feed;
    private final Scope scope;
    private final FilterShare share;
    private final Consumer<PgSnapshot> onEvicted;
    private long sequence;
    private PgSnapshot delivered;
    private @Nullable FeedBatch batch;
    private int index;

    /**
     * Creates a stage that starts after a position of the feed.
     *
     * @param share bounds the evaluation of the filter
     * @param onEvicted receives the snapshot up to which the changes have been delivered, when the next batch was
     *     evicted
     */
    LiveStage(Feed feed, Scope scope, FilterShare share, FeedPosition start, Consumer<PgSnapshot> onEvicted) {
        this.feed = feed;
        this.scope = scope;
        this.share = share;
        this.sequence = start.sequence();
        this.delivered = start.snapshot();
        this.onEvicted = onEvicted;
    }

    @Override
    public @Nullable CollectionEvent next() {
        while (batch != null || readBatch()) {
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
            CollectionEvent event = share.eventFor(scope, change);
            if (event != null) {
                endBatchIfDelivered(current);
                return event;
            }
        }
        endBatchIfDelivered(current);
        return null;
    }

    private void endBatchIfDelivered(FeedBatch current) {
        if (index == current.changes().size()) {
            sequence = current.sequence();
            delivered = current.snapshot();
            batch = null;
        }
    }

    private boolean readBatch() {
        return switch (feed.after(sequence)) {
            case FeedRead.Next next -> {
                batch = next.batch();
                index = 0;
                yield true;
            }
            case FeedRead.UpToDate end -> {
                delivered = end.snapshot();
                yield false;
            }
            case FeedRead.Evicted evicted -> {
                onEvicted.accept(delivered);
                yield false;
            }
        };
    }

    /** Returns the snapshot up to which the changes have been delivered; null within a batch. */
    @Nullable
    PgSnapshot deliveredSnapshot() {
        if (batch == null && feed.after(sequence) instanceof FeedRead.UpToDate end) {
            delivered = end.snapshot();
        }
        return batch == null ? delivered : null;
    }
}
