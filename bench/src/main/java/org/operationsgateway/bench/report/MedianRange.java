package org.operationsgateway.bench.report;

import java.util.List;
import java.util.Locale;

/** The median and the range of one figure over several rounds; NaN if there are none. */
record MedianRange(double median, double min, double max) {

    static MedianRange of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return new MedianRange(Double.NaN, Double.NaN, Double.NaN);
        }
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new MedianRange(median, sorted.getFirst(), sorted.getLast());
    }

    /** Returns the median with three significant digits, and the range if the values differ. */
    @Override
    public String toString() {
        if (Double.isNaN(median)) {
            return "–";
        }
        return min == max ? text(median) : "%s (%s–%s)".formatted(text(median), text(min), text(max));
    }

    static String text(double value) {
        double size = Math.abs(value);
        String digits = size == 0 || size >= 1000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value);
    }
}
