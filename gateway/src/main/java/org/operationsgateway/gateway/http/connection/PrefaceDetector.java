package org.operationsgateway.gateway.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.Http2CodecUtil;

/**
 * A comparison of the first bytes of a connection with the preface of HTTP/2, in whatever segments they arrive.
 * Confined to an event loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-3.4">RFC 9113, HTTP/2 Connection Preface</a>
 */
final class PrefaceDetector {

    /** The first bytes that no request of HTTP/1.1 has in common with the preface: {@code PRI *}. */
    private static final int DISTINCT_BYTES = 5;

    private int matched;
    private int matchedBefore;
    private boolean different;

    /** Compares the next bytes, which stay readable; returns whether all bytes up to now can only be the preface. */
    boolean isPreface(ByteBuf bytes) {
        if (different) {
            return false;
        }
        ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
        int length = Math.min(bytes.readableBytes(), preface.readableBytes() - matched);
        different = !ByteBufUtil.equals(bytes, bytes.readerIndex(), preface, preface.readerIndex() + matched, length);
        preface.release();
        matchedBefore = matched;
        matched += length;
        return !different && matched >= DISTINCT_BYTES;
    }

    /** Returns the number of bytes that were compared before the latest ones. */
    int matchedBefore() {
        return matchedBefore;
    }

    /** Ends the comparison: the next bytes are no preface. */
    void end() {
        different = true;
    }

    /** Starts again: the next bytes can be a preface, because the client has requested HTTP/2. */
    void restart() {
        different = false;
        matched = 0;
    }
}
