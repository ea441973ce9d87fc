package org.operationsgateway.gateway.api.request;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A decoder of gzip data with any number of members, in a time that is linear in its input and output.
 *
 * <p>{@link java.util.zip.GZIPInputStream} reads members without content recursively. Not thread-safe: an instance
 * decodes one body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952, GZIP file format</a>
 */
final class GzipDecoder {

    private static final int BUFFER_BYTES = 8192;
    private static final int MIN_HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final byte[] source;
    private final int maxBytes;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;

    private GzipDecoder(byte[] source, int maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /**
     * Decodes a body. Bytes after the last member are ignored.
     *
     * @return the content, which is longer than {@code maxBytes} if the whole content is
     * @throws DataFormatException if the source is not gzip, is truncated or has a wrong checksum
     */
    static byte[] decode(byte[] source, int maxBytes) throws DataFormatException {
        return new GzipDecoder(source, maxBytes).decode();
    }

    private byte[] decode() throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            do {
                readHeader();
                inflater.reset();
                readContent(inflater);
            } while (content.size() <= maxBytes && isMember());
            return content.toByteArray();
        } finally {
            inflater.end();
        }
    }

    private boolean isMember() {
        return source.length - position >= MIN_HEADER_BYTES
                && source[position] == 0x1F
                && source[position + 1] == (byte) 0x8B;
    }

    private void readHeader() throws DataFormatException {
        if (!isMember() || source[position + 2] != DEFLATE) {
            throw new DataFormatException("Not the header of gzip");
        }
        int flags = source[position + 3];
        if ((flags & RESERVED) != 0) {
            throw new DataFormatException("A flag of a later version of gzip");
        }
        position += MIN_HEADER_BYTES;
        if ((flags & EXTRA) != 0) {
            position += 2 + (int) littleEndian(2);
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        position += (flags & HEADER_CHECKSUM) == 0 ? 0 : 2;
    }

    private void skipText(int flag) throws DataFormatException {
        if (flag != 0) {
            while (littleEndian(1) != 0) {
                position++;
            }
            position++;
        }
    }

    private void readContent(Inflater inflater) throws DataFormatException {
        require(1);
        inflater.setInput(source, position, source.length - position);
        CRC32 checksum = new CRC32();
        while (!inflater.finished() && content.size() <= maxBytes) {
            int count = inflater.inflate(buffer);
            if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                throw new DataFormatException("A truncated member");
            }
            checksum.update(buffer, 0, count);
            content.write(buffer, 0, count);
        }
        position = source.length - inflater.getRemaining();
        if (inflater.finished()) {
            checkTrailer(checksum.getValue(), inflater.getBytesWritten());
        }
    }

    private void checkTrailer(long checksum, long length) throws DataFormatException {
        require(TRAILER_BYTES);
        long expectedChecksum = littleEndian(4);
        position += 4;
        long expectedLength = littleEndian(4);
        position += 4;
        if (expectedChecksum != checksum || expectedLength != (length & 0xFFFFFFFFL)) {
            throw new DataFormatException("A wrong checksum or length");
        }
    }

    private long littleEndian(int bytes) throws DataFormatException {
        require(bytes);
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (source[position + i] & 0xFF);
        }
        return value;
    }

    private void require(int bytes) throws DataFormatException {
        if (source.length - position < bytes) {
            throw new DataFormatException("A truncated body");
        }
    }
}
