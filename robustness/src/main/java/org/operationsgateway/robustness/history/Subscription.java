package org.operationsgateway.robustness.history;

import java.util.List;

/**
 * The connections of one subscriber.
 *
 * @param subscriber the name of the subscriber
 * @param target the name of the operation, or the parent of the collection, which is empty for all operations
 * @param connections the connections, in order
 * @param finished whether the server ended the subscription, or it streamed a collection until the end of the run;
 *     false if the subscriber still waited for events
 */
public record Subscription(
        String subscriber, Kind kind, String target, Pace pace, List<Connection> connections, boolean finished) {

    /** The kind of resource that a subscription is for. */
    public enum Kind {
        OPERATION,
        COLLECTION
    }

    /** The speed at which a subscriber reads. */
    public enum Pace {
        NORMAL,
        SLOW,
        /** Pauses for a time. */
        STALLING
    }

    public Subscription {
        connections = List.copyOf(connections);
    }
}
