package org.operationsgateway.bench.request;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One request for each topic. */
public final class SingleRequests implements RequestSource {

    private final int topics;
    private final IntFunction<RequestTemplate> template;
    private int next;

    /** For topics 0, 1, 2 and so on. */
    public SingleRequests(int topics, IntFunction<RequestTemplate> template) {
        this.topics = topics;
        this.template = template;
    }

    @Override
    public @Nullable Request next() {
        return next == topics ? null : new Request(next, template.apply(next++));
    }

    @Override
    public void answered(Answer answer) {
        // How many have succeeded is counted for all traffic.
    }
}
