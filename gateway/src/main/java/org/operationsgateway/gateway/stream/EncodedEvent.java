package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** An event encoded as bytes that many streams share, once for each format. Immutable and thread-safe. */
public final class EncodedEvent {

    private final Text text;
    private final byte[] eventStream;
    private final int dataStart;
    private final int dataLength;

    /** Encoded on first use; two threads may encode the same bytes at the same time. */
    private volatile byte @Nullable [] ndjson;

    /** The text of an event in each format. */
    public interface Text {

        /** Returns the event in a format. It contains the data once and unchanged, after ASCII characters only. */
        String in(StreamFormat format, String data);
    }

    /**
     * Encodes an event as a server-sent event.
     *
     * @param data a JSON object
     */
    public EncodedEvent(String data, Text text) {
        this.text = text;
        String written = text.in(StreamFormat.EVENT_STREAM, data);
        this.eventStream = written.getBytes(UTF_8);
        this.dataStart = written.indexOf(data);
        this.dataLength = data.getBytes(UTF_8).length;
    }

    /** Returns the approximate heap size, in bytes. */
    public long sizeBytes() {
        return eventStream.length;
    }

    /** Returns the bytes for the wire, which the caller must not modify. */
    public byte[] bytes(StreamFormat format) {
        if (format == StreamFormat.EVENT_STREAM) {
            return eventStream;
        }
        byte[] encoded = ndjson;
        if (encoded == null) {
            // The heap holds the data once, inside the server-sent event.
            encoded = text.in(format, new String(eventStream, dataStart, dataLength, UTF_8))
                    .getBytes(UTF_8);
            ndjson = encoded;
        }
        return encoded;
    }
}
