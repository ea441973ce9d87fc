package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.view.GatewayMember;
import org.operationsgateway.gateway.view.View;

/**
 * An event encoded as bytes that many streams share, once for each format and view. Immutable and thread-safe.
 *
 * <p>The server-sent event in the basic view is encoded at once. Two threads may encode any other at the same time, on
 * its first use.
 */
public final class EncodedEvent {

    private final Text text;
    /** Null if the data is no operation, and so the same in each view. */
    private final @Nullable GatewayMember member;

    private final byte[] eventStream;
    private final int dataStart;
    private final int dataLength;
    private volatile byte @Nullable [] ndjson;
    private volatile @Nullable EncodedEvent full;

    /** The text of an event in each format. */
    public interface Text {

        /** Returns the event in a format. It contains the data once and unchanged, after ASCII characters only. */
        String in(StreamFormat format, String data);
    }

    /**
     * Encodes an event with the same data in each view.
     *
     * @param data a JSON object
     */
    public EncodedEvent(String data, Text text) {
        this(data, null, text);
    }

    /**
     * Encodes an event with an operation as its data.
     *
     * @param data the operation in the basic view
     * @param member the member that the full view adds
     */
    public EncodedEvent(String data, @Nullable GatewayMember member, Text text) {
        this.text = text;
        this.member = member;
        String written = text.in(StreamFormat.EVENT_STREAM, data);
        this.eventStream = written.getBytes(UTF_8);
        this.dataStart = written.indexOf(data);
        this.dataLength = data.getBytes(UTF_8).length;
    }

    /** Returns the size of the server-sent event in the basic view, in bytes. */
    public long sizeBytes() {
        return eventStream.length;
    }

    /** Returns the approximate heap size of all encodings so far, in bytes. */
    public long heapBytes() {
        byte[] lines = ndjson;
        EncodedEvent other = full;
        return sizeBytes() + (lines == null ? 0 : lines.length) + (other == null ? 0 : other.heapBytes());
    }

    /** Returns the bytes for the wire, which the caller must not modify. */
    public byte[] bytes(StreamFormat format, View view) {
        GatewayMember added = view == View.FULL ? member : null;
        return added == null ? bytes(format) : full(added).bytes(format);
    }

    private byte[] bytes(StreamFormat format) {
        return format == StreamFormat.EVENT_STREAM ? eventStream : ndjson(format);
    }

    private byte[] ndjson(StreamFormat format) {
        byte[] encoded = ndjson;
        if (encoded == null) {
            encoded = text.in(format, data()).getBytes(UTF_8);
            ndjson = encoded;
        }
        return encoded;
    }

    private EncodedEvent full(GatewayMember added) {
        EncodedEvent encoded = full;
        if (encoded == null) {
            encoded = new EncodedEvent(added.addTo(data()), text);
            full = encoded;
        }
        return encoded;
    }

    /** Returns the data, which the heap holds once, inside the server-sent event. */
    private String data() {
        return new String(eventStream, dataStart, dataLength, UTF_8);
    }
}
