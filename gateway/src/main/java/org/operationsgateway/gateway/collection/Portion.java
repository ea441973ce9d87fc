package org.operationsgateway.gateway.collection;

import java.util.List;

/** What a subscriber reads from the database at a time, or how far that has brought it. */
sealed interface Portion {

    /** To be told; there is more to read. */
    record Events(List<Event> events) implements Portion {}

    /** The end of this reading. */
    sealed interface End extends Portion {}

    /** The subscriber has been told of everything up to that moment before it came here. */
    record Resumed(CursorId id) implements End {}

    /** The snapshot of that moment is complete. */
    record Synced(CursorId id) implements End {}

    /** What had changed up to that position of the feed is complete. */
    record CaughtUp(Position position) implements End {}

    /**
     * Not everything can be told, so a snapshot has to follow.
     *
     * @param reason in UPPER_SNAKE_CASE
     */
    record Lost(String reason) implements End {}
}
