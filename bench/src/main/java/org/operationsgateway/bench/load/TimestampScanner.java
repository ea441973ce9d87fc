package org.operationsgateway.bench.load;

/**
 * Finds the marks in a stream of bytes: each message carries {@code "t":}, perhaps a space, and in quotes the nanoseconds
 * at which it should have been sent.
 *
 * <p>A mark may be cut anywhere by the end of a read; the state that survives from one read to the next is a few
 * numbers. Nothing is allocated. Used by one thread.
 */
final class TimestampScanner {

    /** What is told of each mark. */
    @FunctionalInterface
    interface Found {

        /** A mark ended in the bytes that are being scanned. */
        void mark(long nanos);
    }

    private static final byte[] OPENING = {'"', 't', '"', ':'};
    /** How much of the opening still matches when the byte after so much of it is another: Knuth, Morris and Pratt. */
    private static final int[] FALLBACK = {0, 0, 0, 1};
    /** What {@link #matched} is once the quote in front of the digits has come too. */
    private static final int IN_DIGITS = OPENING.length + 1;

    private int matched;
    private long value;

    /** Scans bytes that follow those of the last call. */
    void scan(byte[] bytes, int length, Found found) {
        int at = 0;
        while (at < length) {
            if (matched == 0) {
                at = candidate(bytes, at, length);
                if (at == length) {
                    return;
                }
            }
            if (matched < OPENING.length) {
                open(bytes[at]);
                at++;
            } else if (matched < IN_DIGITS) {
                beforeDigits(bytes[at]);
                at++;
            } else {
                at = digits(bytes, at, length, found);
            }
        }
    }

    /** Where an opening may begin. The fourth byte of one is rare in JSON, so that most others are never looked at. */
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

    private void open(byte next) {
        while (matched > 0 && OPENING[matched] != next) {
            matched = FALLBACK[matched];
        }
        if (OPENING[matched] == next) {
            matched++;
        }
        value = 0;
    }

    private void beforeDigits(byte next) {
        if (next == '"') {
            matched = IN_DIGITS;
        } else if (next != ' ') {
            matched = 0;
        }
    }

    private int digits(byte[] bytes, int from, int length, Found found) {
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
                found.mark(read);
                at++;
            }
        }
        return at;
    }
}
