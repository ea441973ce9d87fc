package org.operationsgateway.gateway.collection;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.feed.FeedPosition;
import org.operationsgateway.gateway.collection.log.PgSnapshot;

/** Waits until the feed is at a place from which a subscriber can go on with it. */
final class JoiningStage implements DeliveryStage {

    private final Feed feed;
    private final long look;
    private final PgSnapshot from;
    private final Consumer<FeedPosition> arrived;

    /**
     * Waits.
     *
     * @param look from which on the feed has what the subscriber wants
     * @param from up to where everything has been told; the feed may be behind, for another replica has told it
     * @param arrived told where the feed is
     */
    JoiningStage(Feed feed, long look, PgSnapshot from, Consumer<FeedPosition> arrived) {
        this.feed = feed;
        this.look = look;
        this.from = from;
        this.arrived = arrived;
    }

    @Override
    public @Nullable CollectionEvent next() {
        FeedPosition position = feed.latest();
        if (position != null && position.look() >= look && position.cursor().covers(from)) {
            arrived.accept(position);
        } else {
            feed.ask();
        }
        return null;
    }
}
