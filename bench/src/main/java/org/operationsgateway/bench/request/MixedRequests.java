package org.operationsgateway.bench.request;

import java.util.List;
import java.util.Objects;
import org.operationsgateway.bench.measurement.LatencyHistogram;

/** A source that alternates between other sources in a fixed cycle. */
public final class MixedRequests implements RequestSource {

    /**
     * A kind of requests.
     *
     * @param source an endless source
     * @param latencies the latencies of the requests that succeeded
     */
    public record Kind(String name, RequestSource source, LatencyHistogram latencies) {}

    private final List<Kind> kinds;
    private final List<Integer> cycle;
    private int next;

    /**
     * Creates a source.
     *
     * @param cycle the kind of each request of a cycle, as an index into {@code kinds}
     */
    public MixedRequests(List<Kind> kinds, List<Integer> cycle) {
        this.kinds = List.copyOf(kinds);
        this.cycle = List.copyOf(cycle);
    }

    @Override
    public Request next() {
        int kind = cycle.get(next);
        next = (next + 1) % cycle.size();
        Request request = Objects.requireNonNull(kinds.get(kind).source().next());
        return new Request(request.id() * kinds.size() + kind, request.template());
    }

    @Override
    public void onResponse(Response response) {
        Kind kind = kinds.get(response.id() % kinds.size());
        int id = response.id() / kinds.size();
        kind.source()
                .onResponse(new Response(
                        id, response.status(), response.due(), response.lastTimestamp(), response.receivedAt()));
        if (response.isSuccess()) {
            kind.latencies().record(response.receivedAt() - response.due());
        }
    }
}
