package org.operationsgateway.bench.peer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.request.RequestTemplate;

/**
 * The requests to a kind of server, with the same additional headers in each. Immutable.
 *
 * @param headers the lines of the headers, each without its end
 */
public record PeerRequests(Peer peer, List<String> headers) {

    /** Creates requests with a copy of the headers. */
    public PeerRequests {
        headers = List.copyOf(headers);
    }

    /** Returns the request that creates a topic; null if topics need not be created. */
    public @Nullable RequestTemplate create(String topic) {
        RequestTemplate template = peer.create(topic);
        return template == null ? null : template.withHeaders(headers);
    }

    /** Returns the request that sends a message with a timestamp to a topic. */
    public RequestTemplate update(String topic) {
        return peer.update(topic).withHeaders(headers);
    }

    /** Returns the path of a topic, for its current state or for its stream. */
    public String path(String topic) {
        return peer.path(topic);
    }

    /**
     * Returns the request for the stream of a topic.
     *
     * @param lastEventId the event id to resume after; null on a first connection
     */
    public RequestTemplate subscribe(String topic, @Nullable String lastEventId) {
        return peer.subscribe(topic, lastEventId).withHeaders(headers);
    }

    /** Returns the request for the current state of a topic. */
    public RequestTemplate read(String topic) {
        return get(path(topic));
    }

    /** Returns a GET request. */
    public RequestTemplate get(String target) {
        return peer.get(target).withHeaders(headers);
    }
}
