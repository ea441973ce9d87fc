package org.operationsgateway.robustness.history;

import java.util.List;

/**
 * What one subscriber saw, connection after connection.
 *
 * @param subscriber who
 * @param kind what it subscribed to
 * @param target the name of the operation, or the collection's parent, which is empty for the whole service
 * @param pace how it reads
 * @param connections in order
 * @param finished whether it was told that there is nothing more to come, or stopped because the run was over, rather
 *     than still waiting in vain
 */
public record Subscription(
        String subscriber, Kind kind, String target, Pace pace, List<Connection> connections, boolean finished) {

    /** What can be subscribed to. */
    public enum Kind {
        OPERATION,
        COLLECTION
    }

    /** How a subscriber reads. */
    public enum Pace {
        NORMAL,
        SLOW,
        /** Stops reading for a while. */
        STALLING
    }

    public Subscription {
        connections = List.copyOf(connections);
    }
}
