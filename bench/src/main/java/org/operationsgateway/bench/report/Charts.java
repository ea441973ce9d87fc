package org.operationsgateway.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.operationsgateway.bench.report.Chart.Kind;

/** Which charts a comparison has: one for each workload that was measured. */
final class Charts {

    private static final Map<String, String> PERCENTILES = percentiles();

    private Charts() {}

    private static Map<String, String> percentiles() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("p50", "P50Ms");
        names.put("p90", "P90Ms");
        names.put("p99", "P99Ms");
        names.put("p99.9", "P999Ms");
        names.put("max", "MaxMs");
        return names;
    }

    /** By the name of the file. */
    static Map<String, Chart> of(Results results) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        rounds(charts, results, "broadcast", "Broadcast: deliveries/s by round", "deliveriesPerSecond");
        rounds(charts, results, "own", "An operation for each subscriber: updates/s by round", "updatesPerSecond");
        rounds(charts, results, "updates", "64 producers: updates/s by round", "updatesPerSecond");
        rounds(charts, results, "single", "One update, nobody else: mean by round, ms", "updateMeanMs");
        percentiles(charts, results, "steady", "Steady: latency of deliveries, ms, medians of all rounds");
        percentiles(charts, results, "seen", "From a change to a client that sees it, ms");
        return charts;
    }

    private static void rounds(
            Map<String, Chart> charts, Results results, String workload, String title, String figure) {
        List<Series> series = sides(results, workload).stream()
                .map(side -> new Series(name(side), results.figures(side, figure)))
                .toList();
        int rounds = series.stream().mapToInt(one -> one.values().size()).max().orElse(0);
        if (rounds > 0) {
            List<String> labels =
                    IntStream.rangeClosed(1, rounds).mapToObj(Integer::toString).toList();
            charts.put(workload, new Chart(title, labels, series, Kind.BARS));
        }
    }

    private static void percentiles(Map<String, Chart> charts, Results results, String workload, String title) {
        List<Series> series = sides(results, workload).stream()
                .map(side -> new Series(name(side), medians(results, side)))
                .toList();
        if (!series.isEmpty()) {
            charts.put(workload, new Chart(title, List.copyOf(PERCENTILES.keySet()), series, Kind.LINES));
        }
    }

    private static List<Double> medians(Results results, String side) {
        String prefix = side.endsWith("-poll") ? "seen" : "delivery";
        return PERCENTILES.values().stream()
                .map(suffix -> Spread.of(results.figures(side, prefix + suffix)).median())
                .toList();
    }

    /** The peers first, as they are measured first. */
    private static List<String> sides(Results results, String workload) {
        return results.rounds().keySet().stream()
                .filter(side -> side.substring(0, side.lastIndexOf('-')).equals(workload))
                .sorted((a, b) -> Boolean.compare(a.endsWith("-gateway"), b.endsWith("-gateway")))
                .toList();
    }

    private static String name(String side) {
        return side.substring(side.lastIndexOf('-') + 1);
    }
}
