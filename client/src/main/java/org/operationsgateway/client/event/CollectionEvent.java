package org.operationsgateway.client.event;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;

/** An event of the stream of a collection. Immutable. */
public sealed interface CollectionEvent
        permits CollectionEvent.Changed, CollectionEvent.Removed, CollectionEvent.Synced, CollectionEvent.Reset {

    /**
     * A state of an operation of the collection.
     *
     * @param operation the whole operation
     */
    record Changed(Operation operation) implements CollectionEvent {}

    /**
     * The end of an operation's membership: it was deleted, or does not match the filter any more.
     *
     * @param name the name of the operation
     */
    record Removed(OperationName name) implements CollectionEvent {}

    /** The end of the current operations, which the stream emits first. Changes follow. */
    record Synced() implements CollectionEvent {}

    /**
     * The beginning of a new state: a subscriber drops what it has received. The current operations follow, and then
     * {@link Synced}.
     *
     * @param reason the cause, one of those that {@code docs/streaming.md} lists, or {@link #INTERRUPTED}
     */
    record Reset(String reason) implements CollectionEvent {

        /** The reason if the connection broke before the first {@link Synced}. */
        public static final String INTERRUPTED = "INTERRUPTED";
    }
}
