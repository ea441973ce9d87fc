package org.operationsgateway.bench.request;

import org.jspecify.annotations.Nullable;

/** A source of requests, and the listener for their responses. Confined to the event loop. */
public interface RequestSource {

    /**
     * A request.
     *
     * @param id a number assigned by the source
     */
    record Request(int id, RequestTemplate template) {}

    /** Returns the next request; null if the source is exhausted. */
    @Nullable
    Request next();

    /**
     * A response.
     *
     * @param id the id of the request
     * @param due the time at which the request should have been sent; its timestamp, if it carries one
     * @param lastTimestamp the last timestamp in a response on the same connection; 0 if there was none
     * @param receivedAt the time at which the response was complete
     */
    record Response(int id, int status, long due, long lastTimestamp, long receivedAt) {

        /** Returns whether the request succeeded. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** Handles a response. */
    void onResponse(Response response);
}
