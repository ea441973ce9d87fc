package org.operationsgateway.gateway.collection;

import java.util.List;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.collection.feed.CollectionCursor;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.feed.FeedPosition;

/** A page of a {@link Backlog}: events, or its end. Immutable. */
sealed interface BacklogPage {

    /**
     * A page of events, which another page follows.
     *
     * @param bytes the size of the entries that the events were made from
     */
    record Events(List<CollectionEvent> events, long bytes) implements BacklogPage {}

    /** The end of a backlog, which determines the next stage of the stream. */
    sealed interface End extends BacklogPage {}

    /** The end of a successful {@link ResumeCheck}: the changes after the cursor of the client follow. */
    record Resumed(CollectionCursor cursor) implements End {}

    /** The end of a {@link SnapshotBacklog}: the changes after the snapshot follow. */
    record Synced(CollectionCursor cursor) implements End {}

    /** The end of a {@link LogBacklog}: the feed after the position follows. */
    record CaughtUp(FeedPosition position) implements End {}

    /**
     * The end of a backlog that cannot be delivered completely: a {@code reset} event and a snapshot follow.
     *
     * @param reason the reason in the event, in UPPER_SNAKE_CASE
     */
    record Reset(String reason) implements End {}

    /** The end of a backlog that costs more than the share of its stream: the stream ends. */
    record Refused(Reason reason) implements End {}
}
