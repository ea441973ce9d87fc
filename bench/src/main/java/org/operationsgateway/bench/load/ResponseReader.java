package org.operationsgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/**
 * Reads one HTTP/1.1 response after the other on a connection: its status, and where it ends. Understands a length and
 * chunks; the body is not kept. Used by one thread.
 */
final class ResponseReader {

    private static final byte[] LAST_CHUNK = {'\r', '\n', '0', '\r', '\n', '\r', '\n'};
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int MAX_HEAD = 16 * 1024;

    private final byte[] head = new byte[MAX_HEAD];
    private int headLength;
    private boolean inBody;
    private boolean chunked;
    private int chunkEnd;
    private long left;
    private int status;

    /**
     * Reads on.
     *
     * @return the status of a response that is complete with these bytes, which are all of them then; 0 if it goes on
     */
    int read(byte[] bytes, int length) {
        int at = inBody ? 0 : head(bytes, length);
        if (!inBody) {
            return 0;
        }
        if (chunked) {
            chunks(bytes, at, length);
        } else {
            left -= length - at;
        }
        boolean complete = chunked ? chunkEnd == LAST_CHUNK.length : left <= 0;
        return complete ? reset() : 0;
    }

    private int head(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            head[headLength++] = bytes[i];
            if (bytes[i] == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
                parse();
                return i + 1;
            }
        }
        return length;
    }

    private void parse() {
        String text = new String(head, 0, headLength, US_ASCII).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(text.substring(STATUS_AT, STATUS_AT + 3));
        chunked = text.contains("\ntransfer-encoding: chunked");
        int field = text.indexOf("\ncontent-length:");
        left = field < 0
                ? 0
                : Long.parseLong(text.substring(text.indexOf(':', field) + 1, text.indexOf('\n', field + 1))
                        .strip());
        // The end of the head is a line break too, in front of the first chunk.
        chunkEnd = 2;
        inBody = true;
    }

    private void chunks(byte[] bytes, int from, int length) {
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
