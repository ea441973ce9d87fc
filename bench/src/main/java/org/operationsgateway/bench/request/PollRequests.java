package org.operationsgateway.bench.request;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.operationsgateway.bench.measurement.LatencyHistogram;

/** An endless source of reads by pollers in turn, with the delays from a change to the poll that returns it. */
public final class PollRequests implements RequestSource {

    private final List<Request> requests = new ArrayList<>();
    private final long[] lastTimestamps;
    private final LatencyHistogram delays = new LatencyHistogram();
    private long measurementStart = Long.MAX_VALUE;
    private int next;

    /**
     * Creates a source.
     *
     * @param template returns the read of a poller
     */
    public PollRequests(int pollers, IntFunction<RequestTemplate> template) {
        lastTimestamps = new long[pollers];
        for (int poller = 0; poller < pollers; poller++) {
            requests.add(new Request(poller, template.apply(poller)));
        }
    }

    /** Starts the measurement. */
    public void startMeasurement(long now) {
        measurementStart = now;
    }

    @Override
    public Request next() {
        Request request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        return request;
    }

    @Override
    public void onResponse(Response response) {
        int poller = response.id();
        if (response.isSuccess() && response.lastTimestamp() != lastTimestamps[poller]) {
            lastTimestamps[poller] = response.lastTimestamp();
            if (response.lastTimestamp() >= measurementStart) {
                delays.record(response.receivedAt() - response.lastTimestamp());
            }
        }
    }

    /** Returns the delays of the changes that a poll has returned. A change between two polls may be overwritten. */
    public LatencyHistogram delays() {
        return delays;
    }
}
