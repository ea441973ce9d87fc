package org.operationsgateway.bench.report;

import java.util.ArrayList;
import java.util.List;

/** The scale of a y axis. */
sealed interface Scale {

    /** Returns the position of a value, from 0 at the bottom to 1 at the top. */
    double place(double value);

    /** Returns the values with a line and a label. */
    List<Double> ticks();

    /** A linear scale from 0 to a multiple of its step. */
    record Linear(double step, int steps) implements Scale {

        private static final int TARGET_STEPS = 5;

        static Linear to(double max) {
            double rough = Math.max(max, 1e-9) / TARGET_STEPS;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = List.of(1.0, 2.0, 5.0, 10.0).stream()
                    .map(factor -> factor * power)
                    .filter(candidate -> candidate >= rough)
                    .findFirst()
                    .orElse(10 * power);
            return new Linear(step, (int) Math.ceil(max / step));
        }

        @Override
        public double place(double value) {
            return value / (step * Math.max(1, steps));
        }

        @Override
        public List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int i = 0; i <= steps; i++) {
                ticks.add(i * step);
            }
            return ticks;
        }
    }

    /** A logarithmic scale between two powers of ten, given by their exponents. */
    record Logarithmic(int from, int to) implements Scale {

        static Logarithmic over(double min, double max) {
            int from = (int) Math.floor(Math.log10(min));
            return new Logarithmic(from, Math.max(from + 1, (int) Math.ceil(Math.log10(max))));
        }

        @Override
        public double place(double value) {
            return Math.clamp((Math.log10(value) - from) / (to - from), 0, 1);
        }

        @Override
        public List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int power = from; power <= to; power++) {
                ticks.add(Math.pow(10, power));
            }
            return ticks;
        }
    }
}
