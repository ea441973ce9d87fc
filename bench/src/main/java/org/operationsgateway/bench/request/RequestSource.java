package org.operationsgateway.bench.request;

import org.jspecify.annotations.Nullable;

/** What is asked of a server, one request after the other. Used on one loop. */
public interface RequestSource {

    /** A request, with a number that its owner understands. */
    record Request(int id, RequestTemplate template) {}

    /** The next request; null if there is none any more. */
    @Nullable
    Request next();

    /**
     * How a request was answered.
     *
     * @param id the number of the request
     * @param intended when it should have been sent; the mark that it carried, if it carries one
     * @param seen the last mark in an answer on the same connection; 0 if there was none
     * @param now when the answer came
     */
    record Answer(int id, int status, long intended, long seen, long now) {

        /** Whether it was a success. */
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    /** A request was answered. */
    void answered(Answer answer);
}
