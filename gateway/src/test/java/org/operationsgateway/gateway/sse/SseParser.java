package org.operationsgateway.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads one stream of events, fed with bytes in pieces that may end anywhere. Not thread-safe.
 *
 * <p>It goes by the standard with one exception: bytes that are not UTF-8 are an error, where a browser would put
 * replacement characters. What follows the last blank line when the stream ends is no event, and is dropped.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG HTML,
 *     Interpreting an event stream</a>
 */
public final class SseParser {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Consumer<SseItem> items;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String id = "";
    private boolean firstLine = true;
    private boolean afterCarriageReturn;

    /**
     * Starts a stream.
     *
     * @param items gets whatever the stream says, as soon as the end of its line has come
     */
    public SseParser(Consumer<SseItem> items) {
        this.items = items;
    }

    /** Reads on. */
    public void feed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            feed(bytes[i]);
        }
    }

    private void feed(byte next) {
        boolean secondOfPair = afterCarriageReturn && next == '\n';
        afterCarriageReturn = next == '\r';
        if (secondOfPair) {
            return;
        }
        if (next == '\r' || next == '\n') {
            endLine();
        } else {
            line.write(next);
        }
    }

    private void endLine() {
        String text = decode(line.toByteArray());
        line.reset();
        if (firstLine && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        firstLine = false;
        interpret(text);
    }

    private static String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A line is not UTF-8: " + new String(bytes, UTF_8), e);
        }
    }

    private void interpret(String text) {
        int colon = text.indexOf(':');
        if (text.isEmpty()) {
            dispatch();
        } else if (colon == 0) {
            items.accept(new SseItem.Comment(text.substring(1)));
        } else if (colon < 0) {
            field(text, "", text);
        } else {
            String value = text.substring(colon + 1);
            field(text.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value, text);
        }
    }

    private void field(String name, String value, String text) {
        switch (name) {
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> id(value, text);
            case "retry" -> retry(value, text);
            default -> items.accept(new SseItem.Ignored(text));
        }
    }

    private void id(String value, String text) {
        if (value.indexOf('\0') < 0) {
            id = value;
        } else {
            items.accept(new SseItem.Ignored(text));
        }
    }

    private void retry(String value, String text) {
        items.accept(
                DIGITS.matcher(value).matches() ? new SseItem.Retry(Long.parseLong(value)) : new SseItem.Ignored(text));
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            data.setLength(data.length() - 1);
            items.accept(new SseItem.Event(type.isEmpty() ? "message" : type, data.toString(), id));
        }
        data.setLength(0);
        type = "";
    }
}
