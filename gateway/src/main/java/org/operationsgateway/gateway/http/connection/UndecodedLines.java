package org.operationsgateway.gateway.http.connection;

import io.netty.buffer.ByteBuf;

/**
 * The lines and bytes that the codec of HTTP/1.1 has read since the last message that it has decoded: those of a head,
 * or of trailers, whose end has not arrived. The codec holds them, however many there are. Confined to its event loop.
 *
 * <p>A buffer with many lines is passed to the codec in pieces. So what remains after a decoded message has few lines,
 * and the lines of a body are not taken for those of a head.
 */
final class UndecodedLines {

    private static final int LINES_PER_PIECE = 40;

    private boolean decoded;
    private int linesOfPiece;
    private int lines;
    private int bytes;

    /** Returns the length of the next piece of a buffer, in bytes; its readable bytes if it has few lines. */
    int nextPiece(ByteBuf buffer) {
        int start = buffer.readerIndex();
        int end = buffer.writerIndex();
        int index = start;
        linesOfPiece = 0;
        decoded = false;
        while (linesOfPiece < LINES_PER_PIECE && index < end) {
            int next = buffer.indexOf(index, end, (byte) '\n');
            if (next < 0) {
                return end - start;
            }
            index = next + 1;
            linesOfPiece++;
        }
        return index - start;
    }

    /** Handles a message that the codec has decoded. */
    void messageDecoded() {
        decoded = true;
    }

    /** Handles the end of the codec's work on a piece. */
    void pieceDecoded(int size) {
        lines = decoded ? linesOfPiece : lines + linesOfPiece;
        bytes = decoded ? 0 : bytes + size;
    }

    int lines() {
        return lines;
    }

    /** Returns the number of bytes; 0 after a read that contains the end of a message. */
    int bytes() {
        return bytes;
    }
}
