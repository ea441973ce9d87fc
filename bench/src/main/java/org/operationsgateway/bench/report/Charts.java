package org.operationsgateway.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.operationsgateway.bench.report.Chart.Kind;

/** The charts of a comparison, one for each workload with results. */
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

    /** Returns the charts by the names of their files, without extension. */
    static Map<String, Chart> of(Results results) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        rounds(charts, results, "broadcast", "Broadcast: deliveries/s by round", "deliveriesPerSecond");
        rounds(charts, results, "own", "One operation for each subscriber: updates/s by round", "updatesPerSecond");
        rounds(charts, results, "updates", "64 producers: updates/s by round", "updatesPerSecond");
        rounds(charts, results, "single", "One update at a time: mean by round, ms", "updateMeanMs");
        percentiles(charts, results, "steady", "Steady: latency of deliveries, ms, medians of all rounds");
        percentiles(charts, results, "seen", "From a change to its arrival at a client, ms");
        percentiles(charts, results, "beside", "Eight producers and 200 streams beside a flood: deliveries, ms");
        kinds(
                charts,
                results,
                "mixed",
                "Mixed requests and streams, ms",
                List.of("update", "read", "wait", "list", "delivery"));
        kinds(charts, results, "storm", "10,000 streams reconnect at once: first event, ms", List.of("firstEvent"));
        figures(
                charts,
                results,
                "flood",
                "Updates of 4,000 concurrent producers",
                List.of("updatesAcknowledged", "updatesRefused"));
        figures(charts, results, "idle", "An idle stream, KiB", List.of("heapKibPerStream", "residentKibPerStream"));
        figures(charts, results, "reads", "Database reads of one client in ten minutes", List.of("readsPerTenMinutes"));
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

    /** Adds a chart of the gateway with one series for each kind of requests. */
    private static void kinds(
            Map<String, Chart> charts, Results results, String workload, String title, List<String> prefixes) {
        String side = workload + "-gateway";
        if (results.rounds().containsKey(side)) {
            List<Series> series = prefixes.stream()
                    .map(prefix -> new Series(prefix, medians(results, side, prefix)))
                    .toList();
            charts.put(workload, new Chart(title, List.copyOf(PERCENTILES.keySet()), series, Kind.LINES));
        }
    }

    private static void figures(
            Map<String, Chart> charts, Results results, String workload, String title, List<String> figures) {
        List<Series> series = sides(results, workload).stream()
                .map(side -> new Series(
                        name(side),
                        figures.stream()
                                .map(figure -> MedianRange.of(results.figures(side, figure))
                                        .median())
                                .toList()))
                .toList();
        if (!series.isEmpty()) {
            charts.put(workload, new Chart(title, figures, series, Kind.BARS));
        }
    }

    private static List<Double> medians(Results results, String side) {
        return medians(results, side, side.endsWith("-poll") ? "seen" : "delivery");
    }

    private static List<Double> medians(Results results, String side, String prefix) {
        return PERCENTILES.values().stream()
                .map(suffix ->
                        MedianRange.of(results.figures(side, prefix + suffix)).median())
                .toList();
    }

    /** Returns the sides that ran a workload, the gateway last, in the order of the measurement. */
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
