package org.operationsgateway.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.operationsgateway.testkit.process.GatewayProcess;

/** The response to {@code /readyz}, which explains a problem of the database. */
public final class Readiness {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private Readiness() {}

    /** Waits until the response contains a text. The status is 200 in any case: all replicas have the same database. */
    public static void await(GatewayProcess gateway, String text) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(gateway.api().get("/readyz"))
                        .satisfies(response -> assertThat(response.body()).contains(text))
                        .returns(200, HttpResponse::statusCode));
    }
}
