package org.operationsgateway.testkit.sse;

/** An element of an event stream. Immutable. */
public sealed interface SseItem {

    /**
     * A dispatched event.
     *
     * @param type {@code message} by default
     * @param data the data lines, joined by line feeds
     * @param lastEventId the last id of the stream up to and including this event; empty if there is none
     */
    record Event(String type, String data, String lastEventId) implements SseItem {}

    /**
     * A comment, such as a stream heartbeat.
     *
     * @param text the line after the colon
     */
    record Comment(String text) implements SseItem {}

    /** The time to wait before the next connection. */
    record Retry(long millis) implements SseItem {}

    /** A line that browsers ignore: an unknown field, or a field with an invalid value. */
    record Ignored(String line) implements SseItem {}
}
