package org.operationsgateway.bench.peer;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.request.RequestTemplate;

/** A kind of server, as its requests. A topic is an operation, or what comes closest. */
public enum Peer {

    /** The Operations Gateway. */
    GATEWAY {
        @Override
        public @Nullable RequestTemplate create(String topic) {
            return request("POST", "/v1/operations?operationId=" + topic, metadata(RequestTemplate.MARK));
        }

        @Override
        public RequestTemplate update(String topic) {
            return request("PATCH", path(topic), metadata(RequestTemplate.MARK));
        }

        @Override
        public String path(String topic) {
            return "/v1/operations/" + topic;
        }
    },

    /** The obvious design, which has the gateway's paths. */
    NAIVE {
        @Override
        public @Nullable RequestTemplate create(String topic) {
            return GATEWAY.create(topic);
        }

        @Override
        public RequestTemplate update(String topic) {
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
        public @Nullable RequestTemplate create(String topic) {
            return null;
        }

        @Override
        public RequestTemplate update(String topic) {
            return request("POST", "/publish/" + topic, metadata(RequestTemplate.MARK));
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
    public abstract @Nullable RequestTemplate create(String topic);

    /** Sends a message to a topic: the mark is in it. */
    public abstract RequestTemplate update(String topic);

    /** Where a topic is read, as it is now or as a stream. */
    public abstract String path(String topic);

    /** Asks for the stream of a topic, as a browser does. */
    public RequestTemplate subscribe(String topic, @Nullable String lastEventId) {
        String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        return head("GET", path(topic), "Accept: text/event-stream\r\nCache-Control: no-store\r\n" + resume, "");
    }

    /** Reads a topic as it is now. */
    public RequestTemplate read(String topic) {
        return get(path(topic));
    }

    /** Any read, such as a page of a list, or a wait. */
    public RequestTemplate get(String target) {
        return head("GET", target, "Accept: application/json\r\n", "");
    }

    private static RequestTemplate request(String method, String target, String body) {
        String headers = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        return head(method, target, headers, body);
    }

    private static RequestTemplate head(String method, String target, String headers, String body) {
        return RequestTemplate.of(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body);
    }
}
