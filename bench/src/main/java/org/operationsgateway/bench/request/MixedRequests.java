package org.operationsgateway.bench.request;

import java.util.List;
import java.util.Objects;
import org.operationsgateway.bench.measurement.LatencyHistogram;

/** Several kinds of requests, in a fixed order that comes round again. Used on one loop. */
public final class MixedRequests implements RequestSource {

    /** One kind, none of which may ever run out; with the latencies of its requests. */
    public record Kind(String name, RequestSource traffic, LatencyHistogram latencies) {}

    private final List<Kind> kinds;
    private final List<Integer> order;
    private int next;

    /**
     * Begins with the first of the order.
     *
     * @param order which kind comes when: indices into {@code kinds}
     */
    public MixedRequests(List<Kind> kinds, List<Integer> order) {
        this.kinds = List.copyOf(kinds);
        this.order = List.copyOf(order);
    }

    @Override
    public Request next() {
        int kind = order.get(next);
        next = (next + 1) % order.size();
        Request request = Objects.requireNonNull(kinds.get(kind).traffic().next());
        return new Request(request.id() * kinds.size() + kind, request.template());
    }

    @Override
    public void answered(Answer answer) {
        Kind kind = kinds.get(answer.id() % kinds.size());
        int id = answer.id() / kinds.size();
        kind.traffic().answered(new Answer(id, answer.status(), answer.intended(), answer.seen(), answer.now()));
        if (answer.ok()) {
            kind.latencies().record(answer.now() - answer.intended());
        }
    }
}
