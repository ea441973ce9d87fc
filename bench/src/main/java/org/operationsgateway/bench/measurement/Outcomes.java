package org.operationsgateway.bench.measurement;

/** Counts of requests by outcome, of those that are due after the start of the measurement. Confined to one thread. */
public final class Outcomes {

    private final LatencyHistogram latencies = new LatencyHistogram();
    private long measurementStart = Long.MAX_VALUE;
    private long acknowledged;
    private long rejected;
    private long failed;
    private long broken;

    /** Starts the measurement. */
    public void startMeasurement(long now) {
        measurementStart = now;
    }

    /** Counts a response. */
    public void responded(int status, long due, long now) {
        if (due < measurementStart) {
            return;
        }
        switch (status) {
            case 429, 503 -> rejected++;
            case 200, 201, 202, 204 -> {
                acknowledged++;
                latencies.record(now - due);
            }
            default -> failed++;
        }
    }

    /** Counts a request that lost its connection. */
    public void connectionLost(long due) {
        if (due >= measurementStart) {
            broken++;
        }
    }

    /** Returns the number of requests that succeeded. */
    public long acknowledged() {
        return acknowledged;
    }

    /** Returns the number of requests that the server rejected with 429 or 503. */
    public long rejected() {
        return rejected;
    }

    /** Returns the number of requests with any other status. */
    public long failed() {
        return failed;
    }

    /** Returns the number of requests with a lost connection and an unknown outcome. */
    public long broken() {
        return broken;
    }

    /** Returns the latencies from the due time to the response, of the requests that succeeded. */
    public LatencyHistogram latencies() {
        return latencies;
    }
}
