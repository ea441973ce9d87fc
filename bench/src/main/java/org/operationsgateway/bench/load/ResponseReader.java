package org.operationsgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/**
 * A reader of consecutive HTTP/1.1 responses on one connection: their status and their end. Confined to one thread.
 *
 * <p>Supports a content length and the chunked encoding. Discards the bodies.
 */
final class ResponseReader {

    private static final byte[] LAST_CHUNK = {'\r', '\n', '0', '\r', '\n', '\r', '\n'};
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int MAX_HEAD_BYTES = 16 * 1024;

    private final byte[] head = new byte[MAX_HEAD_BYTES];
    private int headLength;
    private boolean inBody;
    private boolean chunked;
    private int chunkEnd;
    private long remaining;
    private int status;

    /**
     * Reads the bytes that follow those of the last call.
     *
     * @return the status if the response ends with these bytes; 0 if it is incomplete
     */
    int read(byte[] bytes, int length) {
        int at = inBody ? 0 : readHead(bytes, length);
        if (!inBody) {
            return 0;
        }
        if (chunked) {
            matchLastChunk(bytes, at, length);
        } else {
            remaining -= length - at;
        }
        boolean complete = chunked ? chunkEnd == LAST_CHUNK.length : remaining <= 0;
        return complete ? reset() : 0;
    }

    private int readHead(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            head[headLength++] = bytes[i];
            if (bytes[i] == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
                parseHead();
                return i + 1;
            }
        }
        return length;
    }

    private void parseHead() {
        String text = new String(head, 0, headLength, US_ASCII).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(text.substring(STATUS_AT, STATUS_AT + 3));
        chunked = text.contains("\ntransfer-encoding: chunked");
        int field = text.indexOf("\ncontent-length:");
        remaining = field < 0
                ? 0
                : Long.parseLong(text.substring(text.indexOf(':', field) + 1, text.indexOf('\n', field + 1))
                        .strip());
        // The line break at the end of the head precedes the first chunk, so it counts as matched.
        chunkEnd = 2;
        inBody = true;
    }

    private void matchLastChunk(byte[] bytes, int from, int length) {
        for (int i = from; i < length; i++) {
            if (LAST_CHUNK[chunkEnd] == bytes[i]) {
                chunkEnd++;
                if (chunkEnd == LAST_CHUNK.length) {
                    return;
                }
            } else {
                chunkEnd = bytes[i] == '\r' ? 1 : 0;
            }
        }
    }

    private int reset() {
        headLength = 0;
        inBody = false;
        return status;
    }
}
