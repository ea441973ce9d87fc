package org.operationsgateway.gateway.collection;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.Cursor;

/** Waits until the feed is at a place from which a subscriber can go on with it. */
final class JoiningStage implements Stage {

    private final Feed feed;
    private final long look;
    private final Cursor from;
    private final Consumer<Position> arrived;

    /**
     * Waits.
     *
     * @param look from which on the feed has what the subscriber wants
     * @param from up to where everything has been told; the feed may be behind, for another replica has told it
     * @param arrived told where the feed is
     */
    JoiningStage(Feed feed, long look, Cursor from, Consumer<Position> arrived) {
        this.feed = feed;
        this.look = look;
        this.from = from;
        this.arrived = arrived;
    }

    @Override
    public @Nullable Event next() {
        Position position = feed.latest();
        if (position != null && position.look() >= look && position.cursor().covers(from)) {
            arrived.accept(position);
        } else {
            feed.ask();
        }
        return null;
    }
}
