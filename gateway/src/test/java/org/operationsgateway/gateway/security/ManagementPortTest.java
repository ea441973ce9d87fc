package org.operationsgateway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;

/** The endpoints of the management on a port of their own. */
@GatewayTest(
        properties = {
            "management.server.port=0",
            "gateway.security.api-keys[0].name=nobody",
            "gateway.security.api-keys[0].sha256=0000000000000000000000000000000000000000000000000000000000000000",
            "gateway.security.api-keys[0].grants[0]=viewer:x",
        })
@DirtiesContext
class ManagementPortTest {

    private final Api api;
    private final int managementPort;

    ManagementPortTest(Api api, @Value("${local.management.port}") int managementPort) {
        this.api = api;
        this.managementPort = managementPort;
    }

    @Test
    void thePortServesMetricsWithoutACredentialAndTheMainPortServesProbesOnly() {
        assertThat(api.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(api.get("/livez").statusCode()).isEqualTo(200);
        assertThat(api.get("/readyz").statusCode()).isEqualTo(200);
        try (Api management = new Api(() -> managementPort)) {
            assertThat(management.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
            assertThat(management.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(management.get("/actuator/sbom").statusCode()).isEqualTo(200);
            assertThat(management.get("/v1/operations").statusCode()).isEqualTo(404);
        }
    }
}
