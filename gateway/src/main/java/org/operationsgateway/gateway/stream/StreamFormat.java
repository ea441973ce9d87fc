package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.operationsgateway.core.json.JsonBuilder;

/** A wire format of streams. Arguments contain no line breaks: JSON is compact, and its strings escape them. */
public enum StreamFormat {

    /**
     * Server-sent events.
     *
     * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG
     *     HTML, Parsing an event stream</a>
     */
    EVENT_STREAM(":\n") {
        @Override
        public String message(String id, String operation) {
            return "id: " + id + "\ndata: " + operation + "\n\n";
        }

        @Override
        public String message(String operation) {
            return "data: " + operation + "\n\n";
        }

        @Override
        public String event(String id, String type, String data) {
            return "id: " + id + "\n" + event(type, data);
        }

        @Override
        public String event(String type, String data) {
            return "event: " + type + "\ndata: " + data + "\n\n";
        }

        @Override
        public String retry(long millis) {
            return "retry: " + millis + "\n\n";
        }
    },

    /** Newline-delimited JSON: one object on each line. */
    NDJSON("\n") {
        @Override
        public String message(String id, String operation) {
            return JsonBuilder.object(operation.length() + 64)
                            .string("id", id)
                            .string("event", "message")
                            .raw("operation", operation)
                            .build()
                    + "\n";
        }

        @Override
        public String message(String operation) {
            return JsonBuilder.object(operation.length() + 64)
                            .string("event", "message")
                            .raw("operation", operation)
                            .build()
                    + "\n";
        }

        @Override
        public String event(String id, String type, String data) {
            return JsonBuilder.object()
                            .string("id", id)
                            .string("event", type)
                            .members(data)
                            .build()
                    + "\n";
        }

        @Override
        public String event(String type, String data) {
            return JsonBuilder.object().string("event", type).members(data).build() + "\n";
        }

        @Override
        public String retry(long millis) {
            return "";
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // The array is never modified.
    private final byte[] heartbeat;

    StreamFormat(String heartbeat) {
        this.heartbeat = heartbeat.getBytes(UTF_8);
    }

    /** Returns a state of an operation with an id to resume from. */
    public abstract String message(String id, String operation);

    /** Returns a state of an operation without an id. */
    public abstract String message(String operation);

    /** Returns an event with an id to resume from; {@code data} is a JSON object. */
    public abstract String event(String id, String type, String data);

    /** Returns an event without an id; {@code data} is a JSON object. */
    public abstract String event(String type, String data);

    /** Returns the reconnection delay; empty if the format has no such field. */
    public abstract String retry(long millis);

    /** Returns the bytes of a heartbeat, which clients ignore; the caller must not modify them. */
    public byte[] heartbeat() {
        return heartbeat;
    }
}
