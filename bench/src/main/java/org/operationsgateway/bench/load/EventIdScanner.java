package org.operationsgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/** Remembers the last event id of a stream of bytes, cut into reads anywhere. Used by one thread. */
final class EventIdScanner {

    private static final byte[] OPENING = {'\n', 'i', 'd', ':', ' '};

    private final byte[] current = new byte[128];
    private int matched;
    private int length;
    private @Nullable String last;

    void scan(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            next(bytes[i]);
        }
    }

    private void next(byte read) {
        if (matched < OPENING.length) {
            matched = OPENING[matched] == read ? matched + 1 : read == OPENING[0] ? 1 : 0;
        } else if (read == '\n' || length == current.length) {
            last = new String(current, 0, length, US_ASCII).strip();
            length = 0;
            matched = read == '\n' ? 1 : 0;
        } else {
            current[length++] = read;
        }
    }

    /** Null until there was one. */
    @Nullable
    String last() {
        return last;
    }
}
