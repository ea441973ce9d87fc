package org.operationsgateway.client.event;

import org.operationsgateway.core.operation.Operation;

/** An event of the stream of one operation. Immutable. */
public sealed interface OperationEvent
        permits OperationEvent.Changed, OperationEvent.CancelRequested, OperationEvent.Reset {

    /**
     * A state of the operation.
     *
     * @param operation the whole operation
     */
    record Changed(Operation operation) implements OperationEvent {}

    /** A request to cancel the operation, which its producer should obey. Emitted once. */
    record CancelRequested() implements OperationEvent {}

    /**
     * A gap: the states between the last one and the next one are not available.
     *
     * @param reason the cause, one of those that {@code docs/streaming.md} lists, or {@link #STREAM_UNAVAILABLE}
     */
    record Reset(String reason) implements OperationEvent {

        /** The reason of a gap because states were polled: no stream could be opened. */
        public static final String STREAM_UNAVAILABLE = "STREAM_UNAVAILABLE";
    }
}
