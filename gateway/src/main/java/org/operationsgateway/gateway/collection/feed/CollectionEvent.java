package org.operationsgateway.gateway.collection.feed;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.stream.EncodedEvent;
import org.operationsgateway.gateway.stream.StreamFormat;

/** Something that a collection's stream says. */
public final class CollectionEvent {

    private final @Nullable CollectionCursor id;
    private final EncodedEvent encoded;

    private CollectionEvent(@Nullable CollectionCursor id, String data, EncodedEvent.Text text) {
        this.id = id;
        this.encoded = new EncodedEvent(data, text);
    }

    /** A change of an operation. It has no id: a place in a collection is a moment, and no operation's revision. */
    public static CollectionEvent of(Revision revision) {
        return switch (revision) {
            case Revision.Changed changed -> message(changed.operation());
            case Revision.CancelRequested request -> message(request.operation());
            case Revision.Deleted deleted -> removed(deleted.name());
        };
    }

    /** The operation is not, or not any more, one of those that the stream is about. */
    public static CollectionEvent removed(OperationName name) {
        return event("removed", "{\"name\":\"" + name + "\"}");
    }

    private static CollectionEvent message(Operation operation) {
        return new CollectionEvent(null, OperationJson.write(operation), StreamFormat::message);
    }

    private static CollectionEvent event(String type, String data) {
        return new CollectionEvent(null, data, (format, json) -> format.event(type, json));
    }

    private static CollectionEvent event(CollectionCursor id, String type) {
        String text = id.toString();
        return new CollectionEvent(id, "{}", (format, json) -> format.event(text, type, json));
    }

    /** Not everything can be told that changed since the subscriber was here; a snapshot follows. */
    public static CollectionEvent reset(String reason) {
        return event("reset", "{\"reason\":\"" + reason + "\"}");
    }

    /** The snapshot is complete. */
    public static CollectionEvent synced(CollectionCursor id) {
        return event(id, "synced");
    }

    /** Everything up to here has been told. */
    public static CollectionEvent bookmark(CollectionCursor id) {
        return event(id, "bookmark");
    }

    /** Whether it has an id, from which a subscriber may resume. */
    public boolean isResumable() {
        return id != null;
    }

    /** How many bytes of memory it holds, roughly. */
    public long sizeBytes() {
        return encoded.sizeBytes();
    }

    /** The bytes on the wire; not to be changed. */
    public byte[] bytes(StreamFormat format) {
        return encoded.bytes(format);
    }
}
