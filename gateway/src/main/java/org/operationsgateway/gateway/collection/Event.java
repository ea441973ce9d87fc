package org.operationsgateway.gateway.collection;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.store.Revision;
import org.operationsgateway.gateway.watch.Encoded;
import org.operationsgateway.gateway.watch.StreamFormat;

/** Something that a collection's stream says. */
final class Event {

    private final @Nullable CursorId id;
    private final Encoded encoded;

    private Event(@Nullable CursorId id, String data, Encoded.Text text) {
        this.id = id;
        this.encoded = new Encoded(data, text);
    }

    /** A change of an operation. It has no id: a place in a collection is a moment, and no operation's revision. */
    static Event of(Revision revision) {
        return switch (revision) {
            case Revision.Changed changed -> message(changed.operation());
            case Revision.CancelRequested request -> message(request.operation());
            case Revision.Deleted deleted -> removed(deleted.name());
        };
    }

    /** The operation is not, or not any more, one of those that the stream is about. */
    static Event removed(OperationName name) {
        return event("removed", "{\"name\":\"" + name + "\"}");
    }

    private static Event message(Operation operation) {
        return new Event(null, OperationJson.write(operation), StreamFormat::message);
    }

    private static Event event(String type, String data) {
        return new Event(null, data, (format, json) -> format.event(type, json));
    }

    private static Event event(CursorId id, String type) {
        String text = id.toString();
        return new Event(id, "{}", (format, json) -> format.event(text, type, json));
    }

    /** Not everything can be told that changed since the subscriber was here; a snapshot follows. */
    static Event reset(String reason) {
        return event("reset", "{\"reason\":\"" + reason + "\"}");
    }

    /** The snapshot is complete. */
    static Event synced(CursorId id) {
        return event(id, "synced");
    }

    /** Everything up to here has been told. */
    static Event bookmark(CursorId id) {
        return event(id, "bookmark");
    }

    /** Whether it has an id, from which a subscriber may resume. */
    boolean isResumable() {
        return id != null;
    }

    /** How many bytes of memory it holds, roughly. */
    int size() {
        return encoded.size();
    }

    /** The bytes on the wire; not to be changed. */
    byte[] bytes(StreamFormat format) {
        return encoded.bytes(format);
    }
}
