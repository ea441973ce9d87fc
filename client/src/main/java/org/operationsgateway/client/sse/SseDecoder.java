package org.operationsgateway.client.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An incremental decoder of one event stream, a state machine without I/O.
 *
 * <p>The input may be split at any byte. Lines end with CR, LF or CRLF. A line that lies within one input array is
 * interpreted in place; only the rest of an array is copied. The data of an event stays bytes, because a JSON parser
 * reads it. An event without its last blank line is dropped with the decoder, as the standard demands: so a
 * truncated event is never delivered.
 *
 * <p>Not thread-safe. An instance decodes one response.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG
 *     HTML, Interpreting an event stream</a>
 */
public final class SseDecoder {

    /** The type of an event without a type of its own. */
    public static final String DEFAULT_TYPE = "message";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NEWLINE = {'\n'};

    private static final byte[] DATA = "data".getBytes(ISO_8859_1);
    private static final byte[] EVENT = "event".getBytes(ISO_8859_1);
    private static final byte[] ID = "id".getBytes(ISO_8859_1);
    private static final byte[] RETRY = "retry".getBytes(ISO_8859_1);

    /** The limit on the digits of a reconnection time: more would be no time that a client can wait. */
    private static final int MAX_RETRY_DIGITS = 12;

    private final BoundedBytes line;
    private final BoundedBytes data;
    private String type = "";
    private String lastEventId;
    private boolean firstLine = true;
    private boolean afterCarriageReturn;

    /**
     * Creates a decoder.
     *
     * @param lastEventId the id that the client has sent; empty for none
     * @param maxEventBytes the limit on the size of a line, and on that of the data of an event
     */
    public SseDecoder(String lastEventId, int maxEventBytes) {
        this.lastEventId = lastEventId;
        this.line = new BoundedBytes(maxEventBytes);
        // Each line of data is followed by a newline, the last of which is removed.
        this.data = new BoundedBytes(maxEventBytes + 1);
    }

    /**
     * Decodes the next bytes of the stream.
     *
     * @param items receives each item when its last line ends
     * @throws EventTooLargeException if an event exceeds the limit
     */
    public void decode(byte[] bytes, int offset, int length, Consumer<SseItem> items) {
        int end = offset + length;
        int start = offset;
        if (afterCarriageReturn && length > 0) {
            afterCarriageReturn = false;
            start += bytes[offset] == '\n' ? 1 : 0;
        }
        for (int i = start; i < end; i++) {
            byte next = bytes[i];
            if (next == '\n' || next == '\r') {
                endLine(bytes, start, i, items);
                if (next == '\r') {
                    afterCarriageReturn = i + 1 == end;
                    i += i + 1 < end && bytes[i + 1] == '\n' ? 1 : 0;
                }
                start = i + 1;
            }
        }
        line.append(bytes, Math.min(start, end), end);
    }

    private void endLine(byte[] bytes, int from, int to, Consumer<SseItem> items) {
        if (line.length() == 0) {
            interpretLine(bytes, from, to, items);
        } else {
            line.append(bytes, from, to);
            interpretLine(line.array(), 0, line.length(), items);
            line.clear();
        }
    }

    private void interpretLine(byte[] bytes, int from, int to, Consumer<SseItem> items) {
        int start = from;
        if (firstLine) {
            firstLine = false;
            start += startsWithMark(bytes, from, to) ? BYTE_ORDER_MARK.length : 0;
        }
        if (start == to) {
            dispatch(items);
        } else {
            interpretField(bytes, start, to, items);
        }
    }

    private static boolean startsWithMark(byte[] bytes, int from, int to) {
        return to - from >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        bytes, from, from + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private void interpretField(byte[] bytes, int from, int to, Consumer<SseItem> items) {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, to);
        value += value < to && bytes[value] == ' ' ? 1 : 0;
        if (is(DATA, bytes, from, colon)) {
            data.append(bytes, value, to);
            data.append(NEWLINE, 0, 1);
        } else if (is(EVENT, bytes, from, colon)) {
            type = new String(bytes, value, to - value, UTF_8);
        } else if (is(ID, bytes, from, colon)) {
            readId(bytes, value, to);
        } else if (is(RETRY, bytes, from, colon)) {
            readRetry(bytes, value, to, items);
        }
    }

    private static boolean is(byte[] field, byte[] bytes, int from, int to) {
        return Arrays.equals(field, 0, field.length, bytes, from, to);
    }

    private void readId(byte[] bytes, int from, int to) {
        String id = new String(bytes, from, to - from, UTF_8);
        if (id.indexOf('\0') < 0) {
            lastEventId = id;
        }
    }

    private static void readRetry(byte[] bytes, int from, int to, Consumer<SseItem> items) {
        long millis = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return;
            }
            millis = millis * 10 + (bytes[i] - '0');
        }
        if (to > from && to - from <= MAX_RETRY_DIGITS) {
            items.accept(new SseItem.Retry(Duration.ofMillis(millis)));
        }
    }

    private void dispatch(Consumer<SseItem> items) {
        if (data.length() > 0) {
            items.accept(new SseItem.Event(type.isEmpty() ? DEFAULT_TYPE : type, lastEventId, data.copyWithoutLast()));
            data.clear();
        }
        type = "";
    }
}
