package org.operationsgateway.client.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A growing array of bytes with a limit. Not thread-safe.
 *
 * <p>The array is kept when the content is removed, unless it has grown beyond {@value #KEPT_BYTES} bytes: so that one
 * large event does not hold its memory for as long as the stream is open.
 */
final class BoundedBytes {

    private static final int KEPT_BYTES = 8 * 1024;
    private static final byte[] EMPTY = new byte[0];

    private final int maxBytes;
    private byte[] bytes = EMPTY;
    private int length;

    BoundedBytes(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    /** Appends bytes; fails with {@link EventTooLargeException} beyond the limit. */
    void append(byte[] source, int from, int to) {
        int added = to - from;
        if (added > maxBytes - length) {
            throw new EventTooLargeException(maxBytes);
        }
        if (length + added > bytes.length) {
            // At most twice the limit on the length, so the sum does not overflow below a limit of 1 GiB.
            bytes = Arrays.copyOf(bytes, Math.max(length + added, Math.min(2 * bytes.length, maxBytes)));
        }
        System.arraycopy(source, from, bytes, length, added);
        length += added;
    }

    /** Removes the content. */
    void clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = EMPTY;
        }
    }

    /** Returns a copy of the content without its last byte. */
    byte[] copyWithoutLast() {
        return Arrays.copyOf(bytes, length - 1);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }
}
