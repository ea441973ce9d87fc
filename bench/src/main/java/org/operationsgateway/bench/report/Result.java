package org.operationsgateway.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.operationsgateway.bench.measurement.LatencyHistogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of a workload has measured.
 *
 * @param workload which one
 * @param peer against what
 * @param figures each by its name, with its unit in it
 */
public record Result(String workload, String peer, Map<String, Double> figures) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The figures keep their order, and never change. */
    public Result {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** One figure; absent figures are not a number. */
    double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    static Result read(Path file) {
        return JSON.readValue(file.toFile(), Result.class);
    }

    /** Writes it for programs. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    /** For people. */
    @Override
    public String toString() {
        return figures.entrySet().stream()
                .map(figure -> String.format(Locale.ROOT, "  %-34s %,14.3f", figure.getKey(), figure.getValue()))
                .collect(Collectors.joining("\n", workload + ", " + peer + "\n", "\n"));
    }

    /** Gathers figures in the order in which they are to be shown. */
    public static final class Figures {

        private final Map<String, Double> figures = new LinkedHashMap<>();

        /** Adds one. */
        public Figures add(String name, double value) {
            figures.put(name, value);
            return this;
        }

        /** Adds a count. */
        public Figures add(String name, long count) {
            return add(name, (double) count);
        }

        /** Adds the percentiles that people ask for, in milliseconds; none if nothing was measured. */
        public Figures add(String name, LatencyHistogram latencies) {
            if (latencies.count() > 0) {
                add(name + "MeanMs", latencies.mean());
                add(name + "P50Ms", latencies.percentile(50));
                add(name + "P90Ms", latencies.percentile(90));
                add(name + "P99Ms", latencies.percentile(99));
                add(name + "P999Ms", latencies.percentile(99.9));
                add(name + "MaxMs", latencies.percentile(100));
            }
            return this;
        }

        /** All of them. */
        public Map<String, Double> all() {
            return figures;
        }
    }
}
