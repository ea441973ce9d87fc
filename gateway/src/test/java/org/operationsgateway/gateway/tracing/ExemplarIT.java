package org.operationsgateway.gateway.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of the exemplars in a scrape in the format of OpenMetrics. */
class ExemplarIT {

    private static final String SAMPLED = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String UNSAMPLED = "0af7651916cd43dd8448eb211c80319c";

    @RegisterExtension
    private static final GatewayExtension EXTENSION =
            new GatewayExtension("management.tracing.export.enabled=true", "management.tracing.sampling.probability=0");

    private final GatewayProcess gateway = EXTENSION.gateway();

    @Test
    void theTimersOfRequestsAndChangesHaveASampledTraceAsTheirExemplar() {
        gateway.producer().create("x");
        update(UNSAMPLED, "00");
        assertThat(exemplars()).isEmpty();

        // A timer looks for an exemplar at most every 90 ms, and the timer of requests records after the response.
        await().untilAsserted(() -> {
            update(SAMPLED, "01");
            assertThat(exemplars())
                    .allSatisfy(line -> assertThat(line).contains("# {span_id=\"", "trace_id=\"" + SAMPLED + "\"}"))
                    .anySatisfy(line -> assertThat(line).startsWith("http_server_requests_seconds"))
                    .anySatisfy(line ->
                            assertThat(line).startsWith("gateway_change_duration_seconds_bucket{kind=\"update\""));
        });
        // In the other format, which has no exemplars.
        assertThat(gateway.api().get("/actuator/prometheus").body())
                .contains("gateway_change_duration_seconds_bucket{kind=\"update\"")
                .doesNotContain("trace_id");
    }

    private void update(String trace, String flags) {
        HttpResponse<String> response = gateway.api()
                .send(
                        "PATCH",
                        "/v1/operations/x",
                        "{\"metadata\":" + Producer.progress(2) + "}",
                        "Content-Type",
                        "application/json",
                        "traceparent",
                        "00-" + trace + "-00f067aa0ba902b7-" + flags);
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private List<String> exemplars() {
        HttpResponse<String> scrape =
                gateway.api().get("/actuator/prometheus", "Accept", "application/openmetrics-text; version=1.0.0");
        assertThat(scrape.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text");
        return scrape.body().lines().filter(line -> line.contains(" # {")).toList();
    }
}
