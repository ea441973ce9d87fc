package org.operationsgateway.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * A chart, drawn as an SVG image.
 *
 * @param title the title, with the unit of the values
 * @param labels the labels of the x axis
 * @param series the series, with one value for each label
 * @param kind bars or lines
 */
record Chart(String title, List<String> labels, List<Series> series, Kind kind) {

    /** The kind of a chart. */
    enum Kind {
        /** Bars side by side, on a linear scale from 0. */
        BARS,
        /** Lines from label to label, on a logarithmic scale. */
        LINES
    }

    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int TOP = 70;
    private static final int RIGHT = 20;
    private static final int BOTTOM = 40;
    private static final List<String> COLOURS = List.of("#7a8794", "#d0682a", "#3d8b4f", "#8a4f9e", "#1668b8");
    /** The colour of the gateway in every chart. */
    private static final String GATEWAY_COLOUR = "#1668b8";

    private Scale scale() {
        double max = series.stream().mapToDouble(Series::max).max().orElse(1);
        double min = series.stream().mapToDouble(Series::minAboveZero).min().orElse(1);
        return kind == Kind.BARS ? Scale.Linear.to(max) : Scale.Logarithmic.over(min, max);
    }

    String svg() {
        Scale scale = scale();
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
                WIDTH,
                HEIGHT));
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"24\" font-size=\"15\">%s</text>\n", LEFT, title));
        axes(svg, scale);
        for (int i = 0; i < series.size(); i++) {
            String colour = series.get(i).name().equals("gateway") ? GATEWAY_COLOUR : COLOURS.get(i % COLOURS.size());
            legend(svg, i, colour);
            switch (kind) {
                case BARS -> bars(svg, scale, i, colour);
                case LINES -> line(svg, scale, series.get(i), colour);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg, Scale scale) {
        for (double tick : scale.ticks()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
                    LEFT,
                    WIDTH - RIGHT,
                    y(scale, tick),
                    y(scale, tick)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    LEFT - 8,
                    y(scale, tick) + 4,
                    MedianRange.text(tick)));
        }
        for (int i = 0; i < labels.size(); i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    middle(i),
                    HEIGHT - BOTTOM + 20,
                    labels.get(i)));
        }
    }

    private void legend(StringBuilder svg, int index, String colour) {
        int x = LEFT + index * 130;
        svg.append(String.format(
                Locale.ROOT, "<rect x=\"%d\" y=\"38\" width=\"12\" height=\"12\" fill=\"%s\"/>\n", x, colour));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"48\">%s</text>\n",
                x + 18,
                series.get(index).name()));
    }

    private void bars(StringBuilder svg, Scale scale, int index, String colour) {
        List<Double> values = series.get(index).values();
        double width = slot() * 0.7 / series.size();
        for (int i = 0; i < values.size(); i++) {
            double x = middle(i) - slot() * 0.35 + index * width;
            double top = y(scale, values.get(i));
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                    x,
                    top,
                    width - 2,
                    HEIGHT - BOTTOM - top,
                    colour));
        }
    }

    private void line(StringBuilder svg, Scale scale, Series drawn, String colour) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < drawn.values().size(); i++) {
            double y = y(scale, drawn.values().get(i));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", middle(i), y));
            svg.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n", middle(i), y, colour));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>\n",
                    middle(i) + 6,
                    y - 6,
                    colour,
                    MedianRange.text(drawn.values().get(i))));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n",
                points.toString().strip(),
                colour));
    }

    private double slot() {
        return (double) (WIDTH - LEFT - RIGHT) / Math.max(1, labels.size());
    }

    private double middle(int label) {
        return LEFT + slot() * (label + 0.5);
    }

    private static double y(Scale scale, double value) {
        return HEIGHT - BOTTOM - scale.place(value) * (HEIGHT - BOTTOM - TOP);
    }
}
