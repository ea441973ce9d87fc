package org.operationsgateway.client.sse;

/** A failure to decode an event that exceeds the limit on its size. Immutable. */
public final class EventTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventTooLargeException(int maxBytes) {
        super("An event of the stream exceeds " + maxBytes + " bytes", null, false, false);
    }
}
