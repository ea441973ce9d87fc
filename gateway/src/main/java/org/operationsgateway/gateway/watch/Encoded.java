package org.operationsgateway.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Something that many streams say, as the bytes that all of them share: written once for each format, and never changed.
 * Thread-safe.
 */
public final class Encoded {

    private final Text text;
    private final byte[] eventStream;
    private final int dataStart;
    private final int dataLength;

    /** Written when the first subscriber wants it; twice, if two do at the same time, with the same result. */
    private volatile byte @Nullable [] lines;

    /** How it is said. */
    public interface Text {

        /** All of it in one format. The data comes in it once and unchanged, after nothing but ASCII. */
        String in(StreamFormat format, String data);
    }

    /**
     * Writes it for browsers, at once.
     *
     * @param data a JSON object
     */
    public Encoded(String data, Text text) {
        this.text = text;
        String written = text.in(StreamFormat.EVENT_STREAM, data);
        this.eventStream = written.getBytes(UTF_8);
        this.dataStart = written.indexOf(data);
        this.dataLength = data.getBytes(UTF_8).length;
    }

    /** How many bytes of memory it holds, roughly. */
    public int size() {
        return eventStream.length;
    }

    /** The bytes on the wire; not to be changed. */
    public byte[] bytes(StreamFormat format) {
        if (format == StreamFormat.EVENT_STREAM) {
            return eventStream;
        }
        byte[] written = lines;
        if (written == null) {
            // The data is kept in memory once: within what browsers get.
            written = text.in(format, new String(eventStream, dataStart, dataLength, UTF_8))
                    .getBytes(UTF_8);
            lines = written;
        }
        return written;
    }
}
