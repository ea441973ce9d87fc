package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.gateway.tracing.TraceId;

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
        public String message(String id, @Nullable TraceId trace, String operation) {
            return "id: " + id + "\ndata: " + operation + "\n\n";
        }

        @Override
        public String message(@Nullable TraceId trace, String operation) {
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
        public String deletion(String type, @Nullable TraceId trace, String data) {
            return event(type, data);
        }

        @Override
        public String retry(long millis) {
            return "retry: " + millis + "\n\n";
        }
    },

    /** Newline-delimited JSON: one object on each line. */
    NDJSON("\n") {
        @Override
        public String message(String id, @Nullable TraceId trace, String operation) {
            return message(JsonBuilder.object(capacity(trace, operation)).string("id", id), trace, operation);
        }

        @Override
        public String message(@Nullable TraceId trace, String operation) {
            return message(JsonBuilder.object(capacity(trace, operation)), trace, operation);
        }

        private static int capacity(@Nullable TraceId trace, String operation) {
            return operation.length() + (trace == null ? 64 : 128);
        }

        private static String message(JsonBuilder line, @Nullable TraceId trace, String operation) {
            return line(line.string("event", "message").raw("operation", operation), trace);
        }

        private static String line(JsonBuilder line, @Nullable TraceId trace) {
            if (trace != null) {
                line.string("traceId", trace.toString());
            }
            return line.build() + "\n";
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
            return deletion(type, null, data);
        }

        @Override
        public String deletion(String type, @Nullable TraceId trace, String data) {
            return line(JsonBuilder.object().string("event", type).members(data), trace);
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

    /**
     * Returns a state of an operation with an id to resume from.
     *
     * @param trace the trace that has led to the state, which server-sent events do not contain; null for none
     */
    public abstract String message(String id, @Nullable TraceId trace, String operation);

    /**
     * Returns a state of an operation without an id.
     *
     * @param trace the trace that has led to the state, which server-sent events do not contain; null for none
     */
    public abstract String message(@Nullable TraceId trace, String operation);

    /** Returns an event with an id to resume from; {@code data} is a JSON object. */
    public abstract String event(String id, String type, String data);

    /** Returns an event without an id; {@code data} is a JSON object. */
    public abstract String event(String type, String data);

    /**
     * Returns the event of a deletion, without an id.
     *
     * @param trace the trace that has led to it, which server-sent events do not contain; null for none
     * @param data a JSON object
     */
    public abstract String deletion(String type, @Nullable TraceId trace, String data);

    /** Returns the reconnection delay; empty if the format has no such field. */
    public abstract String retry(long millis);

    /** Returns the bytes of a heartbeat, which clients ignore; the caller must not modify them. */
    public byte[] heartbeat() {
        return heartbeat;
    }
}
