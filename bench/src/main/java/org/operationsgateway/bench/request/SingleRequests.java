package org.operationsgateway.bench.request;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A source of one request for each topic. */
public final class SingleRequests implements RequestSource {

    private final int topics;
    private final IntFunction<RequestTemplate> template;
    private int next;

    /**
     * Creates a source.
     *
     * @param template returns the request of a topic
     */
    public SingleRequests(int topics, IntFunction<RequestTemplate> template) {
        this.topics = topics;
        this.template = template;
    }

    @Override
    public @Nullable Request next() {
        return next == topics ? null : new Request(next, template.apply(next++));
    }

    @Override
    public void onResponse(Response response) {
        // The outcomes of all requests are counted by the producers.
    }
}
