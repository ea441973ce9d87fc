package org.operationsgateway.client.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;

/** An element of a decoded event stream: an event, or a new reconnection time. Comments are dropped. */
public sealed interface SseItem permits SseItem.Event, SseItem.Retry {

    /**
     * An event. Immutable by convention: the bytes are not modified.
     *
     * @param type the type, {@value SseDecoder#DEFAULT_TYPE} by default
     * @param lastEventId the id to resume after this event; empty if there is none
     * @param data the data as UTF-8, which the stream may contain in several lines
     */
    @SuppressWarnings("ArrayRecordComponent") // Not compared, and not copied because of the rate.
    record Event(String type, String lastEventId, byte[] data) implements SseItem {

        /** Returns the data as text, with replacement characters for bytes that are not UTF-8. */
        public String text() {
            return new String(data, UTF_8);
        }
    }

    /**
     * The reconnection time of the stream.
     *
     * @param delay not negative
     */
    record Retry(Duration delay) implements SseItem {}
}
