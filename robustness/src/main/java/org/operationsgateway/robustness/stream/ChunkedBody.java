package org.operationsgateway.robustness.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks: ends where HTTP says so, and fails if the connection ends before. */
final class ChunkedBody extends InputStream {

    private static final int HEXADECIMAL = 16;

    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        left--;
        return required();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        // Whoever reads more than a byte gets no more than is there.
        int next = length == 0 ? 0 : read();
        if (length > 0 && next >= 0) {
            buffer[offset] = (byte) next;
        }
        return next < 0 ? -1 : Math.min(length, 1);
    }

    private void nextChunk() throws IOException {
        if (!first) {
            line();
        }
        first = false;
        String size = line();
        int extension = size.indexOf(';');
        left = Long.parseLong(
                extension < 0 ? size.strip() : size.substring(0, extension).strip(), HEXADECIMAL);
        ended = left == 0;
    }

    private String line() throws IOException {
        return HttpLines.read(in);
    }

    private int required() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("in the middle of a chunk");
        }
        return next;
    }
}
