package org.operationsgateway.bench.request;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.operationsgateway.bench.measurement.LatencyHistogram;

/** Reads of the topics in turn, by pollers that have no stream: when does each see a change? Used on one loop. */
public final class PollRequests implements RequestSource {

    private final List<Request> requests = new ArrayList<>();
    private final long[] lastSeen;
    private final LatencyHistogram delays = new LatencyHistogram();
    private long from = Long.MAX_VALUE;
    private int next;

    /** For pollers 0, 1, 2 and so on. */
    public PollRequests(int pollers, IntFunction<RequestTemplate> template) {
        lastSeen = new long[pollers];
        for (int poller = 0; poller < pollers; poller++) {
            requests.add(new Request(poller, template.apply(poller)));
        }
    }

    /** The measurement begins. */
    public void begin(long now) {
        from = now;
    }

    @Override
    public Request next() {
        Request request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        return request;
    }

    @Override
    public void answered(Answer answer) {
        int poller = answer.id();
        if (answer.ok() && answer.seen() != lastSeen[poller]) {
            lastSeen[poller] = answer.seen();
            if (answer.seen() >= from) {
                delays.record(answer.now() - answer.seen());
            }
        }
    }

    /** From a change to the poll that sees it; a change that another has overtaken is never seen. */
    public LatencyHistogram delays() {
        return delays;
    }
}
