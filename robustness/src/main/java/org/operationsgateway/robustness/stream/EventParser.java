package org.operationsgateway.robustness.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Interprets the lines of an event stream.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG
 *     HTML, Interpreting an event stream</a>
 */
final class EventParser {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String idBuffer;
    private String lastEventId;
    private Duration retry;

    EventParser(String lastEventId, Duration retry) {
        this.idBuffer = lastEventId;
        this.lastEventId = lastEventId;
        this.retry = retry;
    }

    /** Takes the next line, without its end; gives the event that it completes, if it does. */
    Optional<ServerEvent> line(String line) {
        if (line.isEmpty()) {
            return dispatch();
        }
        int colon = line.indexOf(':');
        if (colon != 0) {
            String field = colon < 0 ? line : line.substring(0, colon);
            field(field, colon < 0 ? "" : value(line.substring(colon + 1)));
        }
        return Optional.empty();
    }

    private static String value(String rest) {
        return rest.startsWith(" ") ? rest.substring(1) : rest;
    }

    private void field(String field, String value) {
        switch (field) {
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> idBuffer = value.indexOf('\0') < 0 ? value : idBuffer;
            case "retry" -> retry = DIGITS.matcher(value).matches() ? Duration.ofMillis(Long.parseLong(value)) : retry;
            default -> {}
        }
    }

    private Optional<ServerEvent> dispatch() {
        lastEventId = idBuffer;
        String complete = data.toString();
        String dispatched = type.isEmpty() ? "message" : type;
        data.setLength(0);
        type = "";
        return complete.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerEvent(dispatched, lastEventId, complete.substring(0, complete.length() - 1)));
    }

    /** What a client would send to resume. */
    String lastEventId() {
        return lastEventId;
    }

    /** How long to wait before reconnecting. */
    Duration retry() {
        return retry;
    }
}
