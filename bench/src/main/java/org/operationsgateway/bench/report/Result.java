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
 * The result of one run of a workload.
 *
 * @param workload the name of the workload
 * @param peer the name of the server that was measured
 * @param figures the figures by name; a name includes the unit
 */
public record Result(String workload, String peer, Map<String, Double> figures) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Copies the figures in their order. */
    public Result {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Returns a figure; NaN if it is absent. */
    double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    static Result read(Path file) {
        return JSON.readValue(file.toFile(), Result.class);
    }

    /** Writes the result to a file, as JSON. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    /** Returns a readable table of the figures. */
    @Override
    public String toString() {
        return figures.entrySet().stream()
                .map(figure -> String.format(Locale.ROOT, "  %-34s %,14.3f", figure.getKey(), figure.getValue()))
                .collect(Collectors.joining("\n", workload + ", " + peer + "\n", "\n"));
    }

    /** A builder of figures, in their order of display. */
    public static final class Figures {

        private final Map<String, Double> figures = new LinkedHashMap<>();

        /** Adds a figure. */
        public Figures add(String name, double value) {
            figures.put(name, value);
            return this;
        }

        /** Adds a count. */
        public Figures add(String name, long count) {
            return add(name, (double) count);
        }

        /** Adds the mean and some percentiles, in milliseconds. Adds nothing if the histogram is empty. */
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

        /** Returns all figures. */
        public Map<String, Double> all() {
            return figures;
        }
    }
}
