package org.operationsgateway.bench.peer;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.load.Template;

/** A kind of server, as its requests. A topic is an operation, or what comes closest. */
public enum Peer {

    /** The Operations Gateway. */
    GATEWAY {
        @Override
        public @Nullable Template create(String topic) {
            return request("POST", "/v1/operations?operationId=" + topic, metadata(Template.MARK));
        }

        @Override
        public Template update(String topic) {
            return request("PATCH", path(topic), metadata(Template.MARK));
        }

        @Override
        public String path(String topic) {
            return "/v1/operations/" + topic;
        }
    },

    /** The obvious design, which has the gateway's paths. */
    NAIVE {
        @Override
        public @Nullable Template create(String topic) {
            return GATEWAY.create(topic);
        }

        @Override
        public Template update(String topic) {
            return GATEWAY.update(topic);
        }

        @Override
        public String path(String topic) {
            return GATEWAY.path(topic);
        }
    },

    /** nchan in nginx, with the channels of {@code bench/nchan/nginx.conf}, which need not be created. */
    NCHAN {
        @Override
        public @Nullable Template create(String topic) {
            return null;
        }

        @Override
        public Template update(String topic) {
            return request("POST", "/publish/" + topic, metadata(Template.MARK));
        }

        @Override
        public String path(String topic) {
            return "/subscribe/" + topic;
        }
    };

    private static String metadata(String mark) {
        return "{\"metadata\":{\"@type\":\"types.example.com/Bench\",\"t\":\"" + mark + "\"}}";
    }

    /** Creates a topic; null if there is no need to. */
    public abstract @Nullable Template create(String topic);

    /** Sends a message to a topic: the mark is in it. */
    public abstract Template update(String topic);

    /** Where a topic is read, as it is now or as a stream. */
    public abstract String path(String topic);

    /** Asks for the stream of a topic, as a browser does. */
    public Template subscribe(String topic, @Nullable String lastEventId) {
        String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        return head("GET", path(topic), "Accept: text/event-stream\r\nCache-Control: no-store\r\n" + resume, "");
    }

    /** Reads a topic as it is now. */
    public Template read(String topic) {
        return get(path(topic));
    }

    /** Any read, such as a page of a list, or a wait. */
    public Template get(String target) {
        return head("GET", target, "Accept: application/json\r\n", "");
    }

    private static Template request(String method, String target, String body) {
        String headers = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        return head(method, target, headers, body);
    }

    private static Template head(String method, String target, String headers, String body) {
        return Template.of(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body);
    }
}
