package org.operationsgateway.bench.measurement;

/** Counts how requests ended, of those that should have been sent since the measurement began. Used by one thread. */
public final class Outcomes {

    private final LatencyHistogram latencies = new LatencyHistogram();
    private long from = Long.MAX_VALUE;
    private long acknowledged;
    private long refused;
    private long failed;
    private long broken;

    void begin(long now) {
        from = now;
    }

    void add(int status, long intended, long now) {
        if (intended < from) {
            return;
        }
        switch (status) {
            case 429, 503 -> refused++;
            case 200, 201, 202, 204 -> {
                acknowledged++;
                latencies.record(now - intended);
            }
            default -> failed++;
        }
    }

    void broke(long intended) {
        if (intended >= from) {
            broken++;
        }
    }

    /** Requests that succeeded. */
    public long acknowledged() {
        return acknowledged;
    }

    /** Requests that the server had no room for: 429 or 503. */
    public long refused() {
        return refused;
    }

    /** Requests with any other answer. */
    public long failed() {
        return failed;
    }

    /** Requests whose connection was lost: nobody knows what became of them. */
    public long broken() {
        return broken;
    }

    /** From the moment a request should have been sent to its answer; of those that succeeded. */
    public LatencyHistogram latencies() {
        return latencies;
    }
}
