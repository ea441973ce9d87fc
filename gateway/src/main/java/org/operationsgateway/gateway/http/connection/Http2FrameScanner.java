package org.operationsgateway.gateway.http.connection;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A scanner of the bytes that an HTTP/2 client sends, for what it has begun and not completed: a frame, or the headers
 * of a request; and for frames beyond the limits. It reads the frame headers and skips everything else. Not
 * thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4.1">RFC 9113, Frame format</a>
 */
final class Http2FrameScanner {

    private static final int PREFACE_BYTES = 24;

    private final FrameLimits limits;
    private final byte[] header = new byte[FrameHeader.BYTES];
    private int headerLength;
    private int skip;
    private boolean inHeaders;
    private boolean settings;
    private int headersBytes;
    private long completed;

    /** Creates a scanner; {@code read} is the number of bytes of the preface that were read before. */
    Http2FrameScanner(int read, FrameLimits limits) {
        skip = PREFACE_BYTES - read;
        this.limits = limits;
    }

    /** Scans the readable bytes, which stay readable; returns the reason to reject them, or null. */
    @Nullable
    RejectionReason scan(ByteBuf bytes, long nanos) {
        int index = bytes.readerIndex();
        while (index < bytes.writerIndex()) {
            if (skip > 0) {
                int skipped = Math.min(skip, bytes.writerIndex() - index);
                skip -= skipped;
                index += skipped;
                frameCompleted();
            } else {
                header[headerLength++] = bytes.getByte(index++);
                RejectionReason excess = headerLength == FrameHeader.BYTES ? frameBegun(nanos) : null;
                if (excess != null) {
                    return excess;
                }
            }
        }
        return null;
    }

    private @Nullable RejectionReason frameBegun(long nanos) {
        headerLength = 0;
        FrameHeader frame = FrameHeader.of(header);
        skip = frame.length();
        settings |= frame.type() == FrameHeader.SETTINGS;
        if (frame.isHead()) {
            headersBytes = frame.type() == FrameHeader.HEADERS ? skip : headersBytes + skip;
            inHeaders = !frame.has(FrameHeader.END_HEADERS);
        }
        frameCompleted();
        return limits.excess(frame, nanos);
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

    /** Returns whether the headers of a request have begun and are not complete. */
    boolean isInHeaders() {
        return inHeaders;
    }

    /** Returns whether a SETTINGS frame has begun since the last call. */
    boolean pollSettings() {
        boolean begun = settings;
        settings = false;
        return begun;
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
