package org.operationsgateway.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in the chunked transfer coding. Fails if the connection ends before the last chunk. */
final class ChunkedBody extends InputStream {

    private static final int HEXADECIMAL = 16;

    private final InputStream connection;
    private long remainingBytes;
    private boolean firstChunk = true;
    private boolean ended;

    ChunkedBody(InputStream connection) {
        this.connection = connection;
    }

    @Override
    public int read() throws IOException {
        byte[] next = new byte[1];
        return read(next, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(next[0]);
    }

    /** Reads bytes of one chunk: those that are available, and at least one. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (remainingBytes == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int count = connection.read(buffer, offset, (int) Math.min(length, remainingBytes));
        if (count < 0) {
            throw new EOFException("The connection ended within a chunk.");
        }
        remainingBytes -= count;
        return count;
    }

    private void beginChunk() throws IOException {
        if (!firstChunk) {
            HttpLines.read(connection);
        }
        firstChunk = false;
        String size = HttpLines.read(connection).split(";", 2)[0];
        remainingBytes = Long.parseLong(size.strip(), HEXADECIMAL);
        ended = remainingBytes == 0;
        if (ended) {
            HttpLines.read(connection);
        }
    }
}
