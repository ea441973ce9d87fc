package org.operationsgateway.gateway.collection;

import java.util.List;
import org.operationsgateway.gateway.collection.feed.CollectionCursor;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.feed.FeedPosition;

/** What a subscriber reads from the database at a time, or how far that has brought it. */
sealed interface BacklogPage {

    /** To be told; there is more to read. */
    record Events(List<CollectionEvent> events) implements BacklogPage {}

    /** The end of this reading. */
    sealed interface End extends BacklogPage {}

    /** The subscriber has been told of everything up to that moment before it came here. */
    record Resumed(CollectionCursor id) implements End {}

    /** The snapshot of that moment is complete. */
    record Synced(CollectionCursor id) implements End {}

    /** What had changed up to that position of the feed is complete. */
    record CaughtUp(FeedPosition position) implements End {}

    /**
     * Not everything can be told, so a snapshot has to follow.
     *
     * @param reason in UPPER_SNAKE_CASE
     */
    record Lost(String reason) implements End {}
}
