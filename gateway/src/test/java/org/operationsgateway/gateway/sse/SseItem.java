package org.operationsgateway.gateway.sse;

/** Something that a stream of events can say. */
public sealed interface SseItem {

    /**
     * An event, dispatched.
     *
     * @param type {@code message} if the stream gave none
     * @param data its lines, joined by line feeds
     * @param lastEventId of the stream as of this event: an earlier event's, if this one has none of its own
     */
    record Event(String type, String data, String lastEventId) implements SseItem {}

    /**
     * A comment, as heartbeats are.
     *
     * @param text what follows the colon
     */
    record Comment(String text) implements SseItem {}

    /** The stream told its reader how long to wait before it reconnects. */
    record Retry(long millis) implements SseItem {}

    /** A field that the standard doesn't know, or a value that it doesn't allow: a browser passes over it. */
    record Ignored(String line) implements SseItem {}
}
