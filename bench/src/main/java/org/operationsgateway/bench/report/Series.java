package org.operationsgateway.bench.report;

import java.util.List;

/** What one side looks like in a chart: a name, and a value for each place on the x axis. */
record Series(String name, List<Double> values) {

    /** The values never change. */
    Series {
        values = List.copyOf(values);
    }

    double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    double minAboveZero() {
        return values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> value > 0)
                .min()
                .orElse(1);
    }
}
