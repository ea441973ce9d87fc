package org.operationsgateway.gateway.collection;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.store.Revision;
import org.operationsgateway.gateway.watch.StreamFormat;

/** Something that a collection's stream says: encoded once for each format, never changed, shared by many streams. */
final class Event {

    private static final String MESSAGE = "message";

    private final @Nullable CursorId id;
    private final String type;
    private final byte[] eventStream;
    private final int dataLength;

    /** Encoded when the first subscriber wants it; twice, if two do at the same time, with the same result. */
    private volatile byte @Nullable [] lines;

    private Event(@Nullable CursorId id, String type, String data) {
        this.id = id;
        this.type = type;
        this.eventStream = encode(StreamFormat.EVENT_STREAM, data);
        this.dataLength = data.getBytes(UTF_8).length;
    }

    /** A change of an operation. It has no id: a place in a collection is a moment, and no operation's revision. */
    static Event of(Revision revision) {
        return switch (revision) {
            case Revision.Changed changed -> message(changed.operation());
            case Revision.CancelRequested request -> message(request.operation());
            case Revision.Deleted deleted -> new Event(null, "removed", "{\"name\":\"" + deleted.name() + "\"}");
        };
    }

    private static Event message(Operation operation) {
        return new Event(null, MESSAGE, OperationJson.write(operation));
    }

    /** Not everything can be told that changed since the subscriber was here; a snapshot follows. */
    static Event reset(String reason) {
        return new Event(null, "reset", "{\"reason\":\"" + reason + "\"}");
    }

    /** The snapshot is complete. */
    static Event synced(CursorId id) {
        return new Event(id, "synced", "{}");
    }

    /** Everything up to here has been told. */
    static Event bookmark(CursorId id) {
        return new Event(id, "bookmark", "{}");
    }

    private byte[] encode(StreamFormat format, String data) {
        String text = type.equals(MESSAGE)
                ? format.message(data)
                : id == null ? format.event(type, data) : format.event(id.toString(), type, data);
        return text.getBytes(UTF_8);
    }

    /** Whether it has an id, from which a subscriber may resume. */
    boolean isResumable() {
        return id != null;
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
            encoded = encode(format, data());
            lines = encoded;
        }
        return encoded;
    }

    /** Taken out of the bytes that hold it, to keep it in memory once: it is what comes before the blank line. */
    private String data() {
        return new String(eventStream, eventStream.length - "\n\n".length() - dataLength, dataLength, UTF_8);
    }
}
