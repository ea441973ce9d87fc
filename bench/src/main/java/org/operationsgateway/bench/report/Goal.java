package org.operationsgateway.bench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A performance goal: a bound on a figure of the gateway, or on its ratio to the same figure of a peer.
 *
 * @param title the title in the table
 * @param side the side of the gateway in the {@link Results}
 * @param peer the side of the peer; null if there is none
 * @param figure the name of the figure
 * @param relative whether the bound applies to the ratio
 */
record Goal(String title, String side, @Nullable String peer, String figure, boolean relative, Bound bound) {

    /** A lower or an upper bound. */
    sealed interface Bound {

        double limit();

        /** A lower bound, inclusive. */
        record AtLeast(double limit) implements Bound {}

        /** An upper bound, inclusive. */
        record AtMost(double limit) implements Bound {}
    }

    static final List<Goal> ALL = List.of(
            atLeast("Broadcast: deliveries/s", "broadcast", "nchan", "deliveriesPerSecond", 1.1),
            atMost("Broadcast: CPU seconds per million deliveries", "broadcast", "nchan", "cpuSecondsPerMillion", 1.2),
            atLeast("Updates/s over HTTP, 64 producers, each streamed", "updates", "pgbench", "updatesPerSecond", 1.0),
            atLeast("Updates/s, the same, against the naive design", "updates", "naive", "updatesPerSecond", 4),
            atMost("One update at a time: mean, ms", "single", "pgbench", "updateMeanMs", 2),
            absolute("Steady: p99 of deliveries, ms", "steady", "nchan", "deliveryP99Ms", 5),
            absolute("Live heap of an idle stream, KiB", "idle", null, "heapKibPerStream", 8),
            absolute("Database reads of one client in ten minutes", "reads", "poll", "readsPerTenMinutes", 2),
            absolute("Beside a flood: p99 of deliveries, ms", "beside", null, "deliveryP99Ms", 50),
            absolute("Beside a flood: p99 of updates, ms", "beside", null, "updateP99Ms", 50),
            absolute("Beside a flood: deliveries lost", "beside", null, "deliveriesLost", 0),
            absolute("Deliveries lost, all rounds of broadcast", "broadcast", "nchan", "deliveriesLost", 0),
            absolute("Deliveries lost, all rounds of steady", "steady", "nchan", "deliveriesLost", 0),
            absolute("Deliveries lost, all rounds of updates", "updates", "naive", "deliveriesLost", 0));

    private static Goal atLeast(String title, String workload, String peer, String figure, double ratio) {
        return new Goal(title, workload + "-gateway", workload + "-" + peer, figure, true, new Bound.AtLeast(ratio));
    }

    private static Goal atMost(String title, String workload, String peer, String figure, double ratio) {
        return new Goal(title, workload + "-gateway", workload + "-" + peer, figure, true, new Bound.AtMost(ratio));
    }

    private static Goal absolute(String title, String workload, @Nullable String peer, String figure, double limit) {
        String other = peer == null ? null : workload + "-" + peer;
        return new Goal(title, workload + "-gateway", other, figure, false, new Bound.AtMost(limit));
    }

    MedianRange gatewayFigures(Results results) {
        return MedianRange.of(results.figures(side, figure));
    }

    MedianRange peerFigures(Results results) {
        return MedianRange.of(peer == null ? List.of() : results.figures(peer, figure));
    }

    MedianRange ratio(Results results) {
        return MedianRange.of(peer == null ? List.of() : results.ratios(side, peer, figure));
    }

    /** Returns whether the median is within the bound; false if there are no results. */
    boolean isMet(Results results) {
        double median = (relative ? ratio(results) : gatewayFigures(results)).median();
        return switch (bound) {
            case Bound.AtLeast lower -> median >= lower.limit();
            case Bound.AtMost upper -> median <= upper.limit();
        };
    }

    String text() {
        String sign = bound instanceof Bound.AtLeast ? "≥" : "≤";
        return (relative ? "ratio " : "") + sign + " " + MedianRange.text(bound.limit());
    }
}
