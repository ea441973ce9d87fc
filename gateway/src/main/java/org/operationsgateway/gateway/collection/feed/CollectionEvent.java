package org.operationsgateway.gateway.collection.feed;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.stream.EncodedEvent;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.tracing.TraceId;
import org.operationsgateway.gateway.view.GatewayMember;
import org.operationsgateway.gateway.view.View;

/** An event of a collection stream, encoded once for each format and view. Immutable and thread-safe. */
public final class CollectionEvent {

    private static final String NO_DATA = "{}";

    private final boolean resumable;
    private final EncodedEvent encoded;

    private CollectionEvent(boolean resumable, EncodedEvent encoded) {
        this.resumable = resumable;
        this.encoded = encoded;
    }

    /** Returns the event of a revision. It has no id, because the cursor of a collection is not a revision. */
    public static CollectionEvent of(Revision revision) {
        return switch (revision) {
            case Revision.Changed changed -> message(changed.operation(), changed.details(), GatewayMember.of(changed));
            case Revision.CancelRequested request ->
                message(request.operation(), request.details(), GatewayMember.of(request));
            case Revision.Deleted deleted -> removed(deleted.name(), deleted.traceId());
        };
    }

    private static CollectionEvent message(Operation operation, Revision.Details details, GatewayMember full) {
        TraceId trace = details.traceId();
        return new CollectionEvent(
                false,
                new EncodedEvent(OperationJson.write(operation), full, (format, json) -> format.message(trace, json)));
    }

    /** Returns a {@code removed} event: the operation has stopped matching the filter. */
    static CollectionEvent removed(OperationName name) {
        return removed(name, null);
    }

    private static CollectionEvent removed(OperationName name, @Nullable TraceId trace) {
        String data = JsonBuilder.object().string("name", name.toString()).build();
        return new CollectionEvent(
                false, new EncodedEvent(data, (format, json) -> format.deletion("removed", trace, json)));
    }

    /**
     * Returns a {@code reset} event, which a snapshot follows.
     *
     * @param reason the reason, in UPPER_SNAKE_CASE
     */
    public static CollectionEvent reset(String reason) {
        return event("reset", "reason", reason);
    }

    private static CollectionEvent event(String type, String member, String value) {
        String data = JsonBuilder.object().string(member, value).build();
        return new CollectionEvent(false, new EncodedEvent(data, (format, json) -> format.event(type, json)));
    }

    /** Returns a {@code synced} event: the snapshot is complete. */
    public static CollectionEvent synced(CollectionCursor cursor) {
        return event("synced", cursor);
    }

    /** Returns a {@code bookmark} event: every change up to the cursor has been delivered. */
    public static CollectionEvent bookmark(CollectionCursor cursor) {
        return event("bookmark", cursor);
    }

    private static CollectionEvent event(String type, CollectionCursor cursor) {
        String id = cursor.toString();
        return new CollectionEvent(true, new EncodedEvent(NO_DATA, (format, json) -> format.event(id, type, json)));
    }

    /** Returns whether the event has an id, from which a client can resume. */
    public boolean isResumable() {
        return resumable;
    }

    /** Returns the approximate heap size, in bytes. */
    long sizeBytes() {
        return encoded.sizeBytes();
    }

    /** Returns the bytes for the wire, which the caller must not modify. */
    public byte[] bytes(StreamFormat format, View view) {
        return encoded.bytes(format, view);
    }
}
