package org.operationsgateway.bench.peer;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.request.RequestTemplate;

/** A kind of server, with its requests. A topic is an operation of the gateway, or a channel of nchan. */
public enum Peer {
    /** The Operations Gateway. */
    GATEWAY {
        @Override
        public @Nullable RequestTemplate create(String topic) {
            return request("POST", "/v1/operations?operationId=" + topic, metadata(RequestTemplate.TIMESTAMP));
        }

        @Override
        public RequestTemplate update(String topic) {
            return request("PATCH", path(topic), metadata(RequestTemplate.TIMESTAMP));
        }

        @Override
        public String path(String topic) {
            return "/v1/operations/" + topic;
        }
    },

    /** The naive implementation, with the paths of the gateway. */
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

    /** The nchan module of nginx, configured by {@code bench/nchan/nginx.conf}. Its channels need not be created. */
    NCHAN {
        @Override
        public @Nullable RequestTemplate create(String topic) {
            return null;
        }

        @Override
        public RequestTemplate update(String topic) {
            return request("POST", "/publish/" + topic, metadata(RequestTemplate.TIMESTAMP));
        }

        @Override
        public String path(String topic) {
            return "/subscribe/" + topic;
        }
    };

    private static String metadata(String timestamp) {
        return "{\"metadata\":{\"@type\":\"types.example.com/Bench\",\"t\":\"" + timestamp + "\"}}";
    }

    /** Returns the request that creates a topic; null if topics need not be created. */
    public abstract @Nullable RequestTemplate create(String topic);

    /** Returns the request that sends a message with a timestamp to a topic. */
    public abstract RequestTemplate update(String topic);

    /** Returns the path of a topic, for its current state or for its stream. */
    public abstract String path(String topic);

    /**
     * Returns the request for the stream of a topic, with the headers of a browser.
     *
     * @param lastEventId the event id to resume after; null on a first connection
     */
    public RequestTemplate subscribe(String topic, @Nullable String lastEventId) {
        String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        return head("GET", path(topic), "Accept: text/event-stream\r\nCache-Control: no-store\r\n" + resume, "");
    }

    /** Returns the request for the current state of a topic. */
    public RequestTemplate read(String topic) {
        return get(path(topic));
    }

    /** Returns a GET request, such as for a page of a list or for a wait. */
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
