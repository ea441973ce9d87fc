package org.operationsgateway.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.operationsgateway.bench.report.Chart.Kind;
import org.w3c.dom.Document;

/** Tests of the elements of charts and of the range of their scales. */
class ChartTest {

    private static Document parsed(Chart chart) throws Exception {
        byte[] svg = chart.svg().getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    @Test
    void aBarChartHasOneBarForEachValue() throws Exception {
        Chart chart = new Chart(
                "Title",
                List.of("1", "2"),
                List.of(new Series("nchan", List.of(1.0, 2.0)), new Series("gateway", List.of(3.0, 4.0))),
                Kind.BARS);
        // The background, two rectangles of the legend, and four bars.
        assertThat(parsed(chart).getElementsByTagName("rect").getLength()).isEqualTo(7);
    }

    @Test
    void aLineChartHasOneLineForEachSeries() throws Exception {
        Chart chart = new Chart(
                "Title", List.of("p50", "p99"), List.of(new Series("gateway", List.of(0.3, 120.0))), Kind.LINES);
        assertThat(parsed(chart).getElementsByTagName("polyline").getLength()).isEqualTo(1);
        assertThat(parsed(chart).getElementsByTagName("circle").getLength()).isEqualTo(2);
    }

    @Test
    void scalesIncludeAllValues() {
        Scale linear = Scale.Linear.to(191_582);
        assertThat(linear.place(191_582)).isBetween(0.5, 1.0);
        assertThat(linear.ticks()).first().isEqualTo(0.0);
        Scale logarithmic = Scale.Logarithmic.over(0.3, 120);
        assertThat(logarithmic.place(0.3)).isBetween(0.0, 0.3);
        assertThat(logarithmic.place(120)).isBetween(0.7, 1.0);
    }
}
