package org.operationsgateway.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How a stream is written. No value passed in may hold a line break: JSON is compact, with those of its strings escaped.
 */
public enum StreamFormat {

    /**
     * Server-sent events, for browsers.
     *
     * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG HTML,
     *     Parsing an event stream</a>
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

    /** One JSON object on each line, for programs. */
    NDJSON("\n") {
        @Override
        public String message(String id, String operation) {
            return "{\"id\":\"" + id + "\",\"event\":\"message\",\"operation\":" + operation + "}\n";
        }

        @Override
        public String message(String operation) {
            return "{\"event\":\"message\",\"operation\":" + operation + "}\n";
        }

        @Override
        public String event(String id, String type, String data) {
            return "{\"id\":\"" + id + "\"," + event(type, data).substring(1);
        }

        @Override
        public String event(String type, String data) {
            String rest = data.equals("{}") ? "}" : "," + data.substring(1);
            return "{\"event\":\"" + type + "\"" + rest + "\n";
        }

        @Override
        public String retry(long millis) {
            return "";
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes it.
    private final byte[] heartbeat;

    StreamFormat(String heartbeat) {
        this.heartbeat = heartbeat.getBytes(UTF_8);
    }

    /** A state of an operation. */
    public abstract String message(String id, String operation);

    /** A state of an operation, which is no place to resume from. */
    public abstract String message(String operation);

    /** The same as without an id, and a place to resume from. */
    public abstract String event(String id, String type, String data);

    /** Anything else that a subscriber is told; {@code data} is a JSON object. */
    public abstract String event(String type, String data);

    /** How long to wait before reconnecting; empty if the format has no way to say it. */
    public abstract String retry(long millis);

    /** What shows that an idle stream is alive, and means nothing; not to be changed. */
    public byte[] heartbeat() {
        return heartbeat;
    }
}
