package org.operationsgateway.gateway.collection;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.feed.FeedPosition;
import org.operationsgateway.gateway.collection.log.PgSnapshot;

/**
 * The stage that waits for a position of the feed from which the stream can follow it. It delivers no events. Not
 * thread-safe.
 */
final class JoiningStage implements DeliveryStage {

    private final Feed feed;
    private final long firstSweep;
    private final PgSnapshot delivered;
    private final Consumer<FeedPosition> onReached;

    /**
     * Creates a stage.
     *
     * @param firstSweep the number of the sweep from which on the stream can follow the feed
     * @param delivered the snapshot up to which the changes have been delivered; the feed may be behind it, because
     *     another replica or another query delivered them
     * @param onReached receives the position, on the event loop
     */
    JoiningStage(Feed feed, long firstSweep, PgSnapshot delivered, Consumer<FeedPosition> onReached) {
        this.feed = feed;
        this.firstSweep = firstSweep;
        this.delivered = delivered;
        this.onReached = onReached;
    }

    @Override
    public @Nullable CollectionEvent next() {
        FeedPosition position = feed.latest();
        if (position != null
                && position.sweep() >= firstSweep
                && position.snapshot().covers(delivered)) {
            onReached.accept(position);
        } else {
            feed.requestSweep();
        }
        return null;
    }
}
