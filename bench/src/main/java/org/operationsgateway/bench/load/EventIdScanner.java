package org.operationsgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/** A scanner for the event ids in a stream of bytes. A read may end at any byte. Confined to one thread. */
final class EventIdScanner {

    private static final byte[] OPENING = {'\n', 'i', 'd', ':', ' '};
    private static final int MAX_ID_BYTES = 128;

    private final byte[] current = new byte[MAX_ID_BYTES];
    private int matched;
    private int length;
    private @Nullable String lastId;

    /** Scans the bytes that follow those of the last call. */
    void scan(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            next(bytes[i]);
        }
    }

    private void next(byte read) {
        if (matched < OPENING.length) {
            matched = OPENING[matched] == read ? matched + 1 : read == OPENING[0] ? 1 : 0;
        } else if (read == '\n' || length == current.length) {
            lastId = new String(current, 0, length, US_ASCII).strip();
            length = 0;
            matched = read == '\n' ? 1 : 0;
        } else {
            current[length++] = read;
        }
    }

    /** Returns the last complete event id; null if there is none yet. */
    @Nullable
    String lastId() {
        return lastId;
    }
}
