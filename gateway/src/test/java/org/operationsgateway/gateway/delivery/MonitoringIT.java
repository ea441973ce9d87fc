package org.operationsgateway.gateway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.process.GatewayExtension;

/** The metrics that the alerts and the dashboard read, in a scrape of a gateway. */
@Timeout(60)
class MonitoringIT {

    private static final String KEY = "a key of this test";
    private static final String[] CREDENTIAL = {"X-Goog-Api-Key", KEY};

    @RegisterExtension
    static final GatewayExtension gateway = new GatewayExtension(
            "gateway.security.api-keys[0].name=admin",
            "gateway.security.api-keys[0].sha256=" + hash(),
            "gateway.security.api-keys[0].grants=admin:*");

    private static final int BYTES = 500_000;
    private static final int MAX_LARGE = 1000;

    private static String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyMetricOfTheRulesAndOfTheDashboardExists() throws IOException {
        assertThat(create("x", "{}").statusCode()).isEqualTo(200);
        // The JVM has no meter of its pauses before the first one.
        String large =
                "{\"metadata\":{\"@type\":\"type.googleapis.com/test.Large\",\"text\":\"" + "x".repeat(BYTES) + "\"}}";
        for (int i = 0; i < MAX_LARGE && !scrape().contains("jvm_gc_pause"); i++) {
            assertThat(create("large-" + i, large).statusCode()).isEqualTo(200);
        }

        // Prometheus adds this one itself.
        Set<String> metrics = Monitoring.read().metrics();
        assertThat(metrics).contains("up", "gateway_streams_open", "r2dbc_pool_pending_connections");
        metrics.remove("up");
        assertThat(scraped()).containsAll(metrics);
        assertThat(scrape()).contains("r2dbc_pool_pending_connections{name=\"connectionFactory\"}");
    }

    private static HttpResponse<String> create(String id, String operation) {
        return gateway.gateway()
                .api()
                .send(
                        "POST",
                        "/v1/operations?operationId=" + id,
                        operation,
                        "Content-Type",
                        "application/json",
                        CREDENTIAL[0],
                        CREDENTIAL[1]);
    }

    private static Set<String> scraped() {
        return scrape().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, end(line)))
                .collect(Collectors.toSet());
    }

    private static int end(String line) {
        int brace = line.indexOf('{');
        return brace < 0 ? line.indexOf(' ') : brace;
    }

    private static String scrape() {
        return gateway.gateway().api().get("/actuator/prometheus", CREDENTIAL).body();
    }
}
