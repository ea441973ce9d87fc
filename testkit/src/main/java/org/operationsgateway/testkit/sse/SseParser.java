package org.operationsgateway.testkit.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * An incremental parser of one event stream, with input that may be split at any byte. Not thread-safe.
 *
 * <p>It implements the standard with one exception: it rejects bytes that are not UTF-8, where a browser inserts
 * replacement characters. Input after the last blank line is dropped at the end of the stream.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG
 *     HTML, Interpreting an event stream</a>
 */
public final class SseParser {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Consumer<SseItem> items;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String idBuffer;
    private String lastEventId;
    private boolean firstLine = true;
    private boolean afterCarriageReturn;

    /**
     * Creates a parser of a stream that no id precedes.
     *
     * @param items receives each item when its last line ends
     */
    public SseParser(Consumer<SseItem> items) {
        this("", items);
    }

    /**
     * Creates a parser of a stream that is resumed.
     *
     * @param lastEventId the id that the client has sent; empty for none
     * @param items receives each item when its last line ends
     */
    public SseParser(String lastEventId, Consumer<SseItem> items) {
        this.idBuffer = lastEventId;
        this.lastEventId = lastEventId;
        this.items = items;
    }

    /** Parses a whole stream and returns its events. */
    public static List<SseItem.Event> events(byte[] stream) {
        List<SseItem.Event> events = new ArrayList<>();
        SseParser parser = new SseParser(item -> {
            if (item instanceof SseItem.Event event) {
                events.add(event);
            }
        });
        parser.feed(stream, 0, stream.length);
        return events;
    }

    /**
     * Parses the next bytes of the stream.
     *
     * @throws IllegalArgumentException if a line is not UTF-8
     */
    public void feed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            feed(bytes[i]);
        }
    }

    /** Returns the id that a client sends to resume. It changes only at the end of an event. */
    public String lastEventId() {
        return lastEventId;
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
            idBuffer = value;
        } else {
            items.accept(new SseItem.Ignored(text));
        }
    }

    private void retry(String value, String text) {
        items.accept(
                DIGITS.matcher(value).matches() ? new SseItem.Retry(Long.parseLong(value)) : new SseItem.Ignored(text));
    }

    private void dispatch() {
        lastEventId = idBuffer;
        if (!data.isEmpty()) {
            data.setLength(data.length() - 1);
            items.accept(new SseItem.Event(type.isEmpty() ? "message" : type, data.toString(), lastEventId));
        }
        data.setLength(0);
        type = "";
    }
}
