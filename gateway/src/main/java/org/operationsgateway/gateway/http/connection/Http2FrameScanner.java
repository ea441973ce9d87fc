package org.operationsgateway.gateway.http.connection;

import io.netty.buffer.ByteBuf;

/**
 * A scanner of the bytes that an HTTP/2 client sends, for what it has begun and not completed: a frame, or the headers
 * of a request. It reads the frame headers and skips everything else. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4.1">RFC 9113, Frame format</a>
 */
final class Http2FrameScanner {

    private static final int PREFACE_BYTES = 24;
    private static final int FRAME_HEADER_BYTES = 9;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    private final byte[] header = new byte[FRAME_HEADER_BYTES];
    private int headerLength;
    private int skip;
    private boolean inHeaders;
    private int headersBytes;
    private long completed;

    /** Creates a scanner; {@code read} is the number of bytes of the preface that were read before. */
    Http2FrameScanner(int read) {
        skip = PREFACE_BYTES - read;
    }

    /** Scans the readable bytes, which stay readable. */
    void scan(ByteBuf bytes) {
        int index = bytes.readerIndex();
        while (index < bytes.writerIndex()) {
            if (skip > 0) {
                int skipped = Math.min(skip, bytes.writerIndex() - index);
                skip -= skipped;
                index += skipped;
                frameCompleted();
            } else {
                header[headerLength++] = bytes.getByte(index++);
                if (headerLength == FRAME_HEADER_BYTES) {
                    frameBegun();
                }
            }
        }
    }

    private void frameBegun() {
        headerLength = 0;
        skip = ((header[0] & 0xff) << 16) | ((header[1] & 0xff) << 8) | (header[2] & 0xff);
        if (header[3] == HEADERS || header[3] == CONTINUATION) {
            headersBytes = header[3] == HEADERS ? skip : headersBytes + skip;
            inHeaders = (header[4] & END_HEADERS) == 0;
        }
        frameCompleted();
    }

    private void frameCompleted() {
        if (skip == 0 && !inHeaders) {
            completed++;
        }
    }

    /** Returns whether a frame or the headers of a request have begun and are not complete. */
    boolean isIncomplete() {
        return skip > 0 || headerLength > 0 || inHeaders;
    }

    /** Returns a number that changes with each completed unit. */
    long completed() {
        return completed;
    }

    /** Returns the size of the headers that are not complete, as announced; 0 if there are none. */
    int headersBytes() {
        return inHeaders ? headersBytes : 0;
    }
}
