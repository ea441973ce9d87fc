package org.operationsgateway.bench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway should reach: in relation to a peer, or by itself.
 *
 * @param title for people
 * @param side the gateway's results
 * @param peer the peer's results; null if there is none to compare with
 * @param figure which figure of both
 * @param bound of the ratio if {@code relative}, otherwise of the gateway's figure
 */
record Goal(String title, String side, @Nullable String peer, String figure, boolean relative, Bound bound) {

    /** In which direction is good. */
    sealed interface Bound {

        double limit();

        /** Good if it is that much or more. */
        record AtLeast(double limit) implements Bound {}

        /** Good if it is that much or less. */
        record AtMost(double limit) implements Bound {}
    }

    static final List<Goal> ALL = List.of(
            atLeast("Broadcast: deliveries/s", "broadcast", "nchan", "deliveriesPerSecond", 1.1),
            atMost(
                    "Broadcast: CPU-seconds for a million deliveries",
                    "broadcast",
                    "nchan",
                    "cpuSecondsPerMillion",
                    1.2),
            atLeast("Updates/s over HTTP, 64 producers, each streamed", "updates", "pgbench", "updatesPerSecond", 1.0),
            atLeast("Updates/s, the same, against the obvious design", "updates", "naive", "updatesPerSecond", 4),
            atMost("One update, nobody else: mean, ms", "single", "pgbench", "updateMeanMs", 2),
            alone("Steady: p99 of deliveries, ms", "steady", "nchan", "deliveryP99Ms", 5),
            alone("Live heap for an idle stream, KiB", "idle", null, "heapKibPerStream", 8),
            alone("Database reads for ten minutes of one client", "reads", "poll", "readsPerTenMinutes", 2),
            alone("Beside a flood: p99 of deliveries, ms", "beside", null, "deliveryP99Ms", 50),
            alone("Beside a flood: p99 of updates, ms", "beside", null, "updateP99Ms", 50),
            alone("Beside a flood: deliveries lost", "beside", null, "deliveriesLost", 0),
            alone("Deliveries lost, all rounds of broadcast", "broadcast", "nchan", "deliveriesLost", 0),
            alone("Deliveries lost, all rounds of steady", "steady", "nchan", "deliveriesLost", 0),
            alone("Deliveries lost, all rounds of updates", "updates", "naive", "deliveriesLost", 0));

    private static Goal atLeast(String title, String workload, String peer, String figure, double ratio) {
        return new Goal(title, workload + "-gateway", workload + "-" + peer, figure, true, new Bound.AtLeast(ratio));
    }

    private static Goal atMost(String title, String workload, String peer, String figure, double ratio) {
        return new Goal(title, workload + "-gateway", workload + "-" + peer, figure, true, new Bound.AtMost(ratio));
    }

    private static Goal alone(String title, String workload, @Nullable String peer, String figure, double limit) {
        String other = peer == null ? null : workload + "-" + peer;
        return new Goal(title, workload + "-gateway", other, figure, false, new Bound.AtMost(limit));
    }

    MedianRange ours(Results results) {
        return MedianRange.of(results.figures(side, figure));
    }

    MedianRange theirs(Results results) {
        return MedianRange.of(peer == null ? List.of() : results.figures(peer, figure));
    }

    MedianRange ratio(Results results) {
        return MedianRange.of(peer == null ? List.of() : results.ratios(side, peer, figure));
    }

    /** Whether the median is good; not if nothing was measured. */
    boolean met(Results results) {
        double median = (relative ? ratio(results) : ours(results)).median();
        return switch (bound) {
            case Bound.AtLeast least -> median >= least.limit();
            case Bound.AtMost most -> median <= most.limit();
        };
    }

    String text() {
        String sign = bound instanceof Bound.AtLeast ? "≥" : "≤";
        return (relative ? "ratio " : "") + sign + " " + MedianRange.text(bound.limit());
    }
}
