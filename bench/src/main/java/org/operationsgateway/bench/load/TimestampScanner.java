package org.operationsgateway.bench.load;

/**
 * A scanner for the timestamps in a stream of bytes. Each message contains {@code "t":}, an optional space, and in
 * quotes the due time of its request in nanoseconds.
 *
 * <p>A read may end at any byte. Allocates nothing. Confined to one thread.
 */
final class TimestampScanner {

    /** A listener for timestamps. */
    @FunctionalInterface
    interface Listener {

        /** Handles a timestamp that ends in the bytes being scanned. */
        void onTimestamp(long nanos);
    }

    private static final byte[] OPENING = {'"', 't', '"', ':'};
    /** The failure function of Knuth, Morris and Pratt: the prefix length that still matches after a mismatch. */
    private static final int[] FALLBACK = {0, 0, 0, 1};
    /** The value of {@link #matched} after the quote in front of the digits. */
    private static final int IN_DIGITS = OPENING.length + 1;

    private int matched;
    private long value;

    /** Scans the bytes that follow those of the last call. */
    void scan(byte[] bytes, int length, Listener listener) {
        int at = 0;
        while (at < length) {
            if (matched == 0) {
                at = candidate(bytes, at, length);
                if (at == length) {
                    return;
                }
            }
            if (matched < OPENING.length) {
                matchOpening(bytes[at]);
                at++;
            } else if (matched < IN_DIGITS) {
                matchQuote(bytes[at]);
                at++;
            } else {
                at = digits(bytes, at, length, listener);
            }
        }
    }

    /** Returns the next possible start of an opening. Reads its fourth byte first, which is rare in JSON. */
    private static int candidate(byte[] bytes, int from, int length) {
        int at = from;
        while (at + 3 < length) {
            byte fourth = bytes[at + 3];
            if (fourth == ':') {
                if (bytes[at] == '"' && bytes[at + 1] == 't') {
                    return at;
                }
                at += 4;
            } else if (fourth == '"') {
                at++;
            } else if (fourth == 't') {
                at += 2;
            } else {
                at += 4;
            }
        }
        return Math.min(at, length);
    }

    private void matchOpening(byte next) {
        while (matched > 0 && OPENING[matched] != next) {
            matched = FALLBACK[matched];
        }
        if (OPENING[matched] == next) {
            matched++;
        }
        value = 0;
    }

    private void matchQuote(byte next) {
        if (next == '"') {
            matched = IN_DIGITS;
        } else if (next != ' ') {
            matched = 0;
        }
    }

    private int digits(byte[] bytes, int from, int length, Listener listener) {
        int at = from;
        long read = value;
        while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
            read = read * 10 + (bytes[at] - '0');
            at++;
        }
        value = read;
        if (at < length) {
            matched = 0;
            if (bytes[at] == '"') {
                listener.onTimestamp(read);
                at++;
            }
        }
        return at;
    }
}
