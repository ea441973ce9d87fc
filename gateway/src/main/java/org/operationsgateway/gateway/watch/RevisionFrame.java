package org.operationsgateway.gateway.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.fanout.Sequenced;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.stream.EncodedEvent;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.tracing.TraceId;
import org.operationsgateway.gateway.view.GatewayMember;
import org.operationsgateway.gateway.view.View;

/**
 * The encoded events of one revision, shared by all subscribers. Thread-safe.
 *
 * <p>A state is a {@code message} event whose id is the tag of the revision. A {@code done} or {@code cancel} event
 * follows it without an id and in the same write, so no client resumes between the two.
 */
final class RevisionFrame implements Sequenced {

    private final RevisionId id;
    private final Instant time;
    private final boolean terminal;
    private final long sizeBytes;
    /** Null while the frame is evicted from the {@link RingMemory}. */
    private volatile @Nullable EncodedEvent encoded;

    private volatile Runnable onGrowth = () -> {};

    private RevisionFrame(Revision revision, boolean terminal, EncodedEvent encoded) {
        this.id = revision.id();
        this.time = revision.time();
        this.terminal = terminal;
        this.encoded = encoded;
        this.sizeBytes = encoded.sizeBytes();
    }

    static RevisionFrame of(Revision revision) {
        String id = revision.tag().toString();
        String name =
                JsonBuilder.object().string("name", revision.name().toString()).build();
        return switch (revision) {
            case Revision.Changed changed -> {
                boolean done = changed.operation().done();
                TraceId trace = changed.details().traceId();
                EncodedEvent.Text message = (format, json) -> format.message(id, trace, json);
                EncodedEvent.Text end = (format, json) -> format.message(id, trace, json) + format.event("done", name);
                String json = OperationJson.write(changed.operation());
                yield new RevisionFrame(
                        changed, done, new EncodedEvent(json, GatewayMember.of(changed), done ? end : message));
            }
            case Revision.CancelRequested request -> {
                TraceId trace = request.details().traceId();
                EncodedEvent.Text text =
                        (format, json) -> format.message(id, trace, json) + format.event("cancel", name);
                String json = OperationJson.write(request.operation());
                yield new RevisionFrame(request, false, new EncodedEvent(json, GatewayMember.of(request), text));
            }
            case Revision.Deleted deleted -> {
                TraceId trace = deleted.traceId();
                EncodedEvent.Text text = (format, json) -> format.deletion("deleted", trace, json);
                yield new RevisionFrame(deleted, true, new EncodedEvent(name, text));
            }
        };
    }

    /** Returns the revision number. */
    @Override
    public long sequence() {
        return id.number();
    }

    /** Returns the commit time of the revision, by the database clock. */
    Instant time() {
        return time;
    }

    /** Returns the id of the event. */
    RevisionTag tag() {
        return RevisionTag.of(id, time);
    }

    /** Returns whether this is the last revision of its incarnation. */
    boolean terminal() {
        return terminal;
    }

    /** Returns the size of the encoding that all streams share, in bytes; it never changes. */
    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Returns the bytes for the wire, which the caller must not modify; null if the frame is evicted. */
    byte @Nullable [] bytes(StreamFormat format, View view) {
        EncodedEvent event = encoded;
        if (event == null) {
            return null;
        }
        long before = event.heapBytes();
        byte[] bytes = event.bytes(format, view);
        if (event.heapBytes() > before) {
            onGrowth.run();
        }
        return bytes;
    }

    /** Returns the size of all encodings so far, in bytes; 0 if the frame is evicted. */
    long heapBytes() {
        EncodedEvent event = encoded;
        return event == null ? 0 : event.heapBytes();
    }

    /** Sets the action that runs after another format or view has been encoded, on the thread that needs it. */
    void onGrowth(Runnable action) {
        onGrowth = action;
    }

    /** Releases the payload. The frame still identifies its revision. */
    void evict() {
        encoded = null;
    }

    boolean isEvicted() {
        return encoded == null;
    }

    /** Copies the payload of a frame of the same revision. */
    void restore(RevisionFrame other) {
        encoded = other.encoded;
    }
}
