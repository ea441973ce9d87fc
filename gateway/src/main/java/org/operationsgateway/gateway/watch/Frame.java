package org.operationsgateway.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.store.Revision;

/**
 * One revision as the bytes that every subscriber gets: encoded once for each format, never changed, shared by all.
 *
 * <p>A state is a message with the revision's id. What it means beyond the state is an event of its own after it, without
 * an id, in the same write: so a subscriber never resumes between the two.
 */
final class Frame {

    private final String id;
    private final long number;
    private final Instant time;
    private final @Nullable String event;
    private final String data;
    private final boolean last;
    private final byte[] eventStream;
    private final int jsonLength;

    /** Encoded when the first subscriber wants it; twice, if two do at the same time, with the same result. */
    private volatile byte @Nullable [] lines;

    private Frame(Revision revision, @Nullable Operation operation, @Nullable String event, boolean last) {
        this.id = revision.id().toString();
        this.number = revision.id().number();
        this.time = revision.time();
        this.event = event;
        this.data = "{\"name\":\"" + revision.name() + "\"}";
        this.last = last;
        byte[] json =
                operation == null ? new byte[0] : OperationJson.write(operation).getBytes(UTF_8);
        this.jsonLength = json.length;
        this.eventStream = encode(StreamFormat.EVENT_STREAM, new String(json, UTF_8));
    }

    static Frame of(Revision revision) {
        return switch (revision) {
            case Revision.Changed changed -> {
                boolean done = changed.operation().done();
                yield new Frame(changed, changed.operation(), done ? "done" : null, done);
            }
            case Revision.CancelRequested request -> new Frame(request, request.operation(), "cancel", false);
            case Revision.Deleted deleted -> new Frame(deleted, null, "deleted", true);
        };
    }

    private byte[] encode(StreamFormat format, String json) {
        String message = json.isEmpty() ? "" : format.message(id, json);
        return (event == null ? message : message + format.event(event, data)).getBytes(UTF_8);
    }

    /** Which revision it is. */
    long number() {
        return number;
    }

    /** When the revision was committed, by the database's clock. */
    Instant time() {
        return time;
    }

    /** Whether nothing follows it. */
    boolean last() {
        return last;
    }

    /** How many bytes of memory it holds, roughly. */
    int size() {
        return eventStream.length;
    }

    /** The bytes on the wire; not to be changed. */
    byte[] bytes(StreamFormat format) {
        if (format == StreamFormat.EVENT_STREAM) {
            return eventStream;
        }
        byte[] encoded = lines;
        if (encoded == null) {
            encoded = encode(format, json());
            lines = encoded;
        }
        return encoded;
    }

    /** The operation, taken out of the event that holds it, to keep it in memory once. */
    private String json() {
        int start = jsonLength == 0 ? 0 : "id: ".length() + id.length() + "\ndata: ".length();
        return new String(eventStream, start, jsonLength, UTF_8);
    }
}
