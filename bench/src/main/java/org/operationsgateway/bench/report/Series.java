package org.operationsgateway.bench.report;

import java.util.List;

/** A named series of a chart, with one value for each label of the x axis. */
record Series(String name, List<Double> values) {

    /** Copies the values. */
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
