package org.operationsgateway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of metrics in expressions of PromQL. */
class PromqlNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "up | up",
                "up{job=\"a}b\", le=~\"x\"} == 0 | up",
                "sum by (job, le) (rate(a_total{x=\"1\"}[5m])) | a_total",
                "sum(rate(a_total[5m])) by (job) / on (job) group_left (x) b:c | a_total b:c",
                "histogram_quantile(0.99, sum by (le) (rate(a_bucket[$__rate_interval]))) > 1e3 | a_bucket",
                "predict_linear(a_bytes[6h], 7 * 86400) > 2 * b and c offset 5m > bool 10e9 | a_bytes b c",
                "absent(up{job=\"it's\"} == 1) unless d | d up",
                "max(a) without (b) or count without (c) (d) | a d",
            })
    void functionsLabelsAndKeywordsAreNoNames(String expression, String names) {
        assertThat(String.join(" ", PromqlNames.of(expression))).isEqualTo(names);
    }
}
