package org.operationsgateway.gateway.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.security.caller.ApiKeyTest;
import org.operationsgateway.testkit.http.Api;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;

/** The lines of the audit log. */
@GatewayTest(
        properties = {
            "spring.application.name=audit",
            "gateway.security.api-keys[0].name=worker",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.ADMIN,
            "gateway.security.api-keys[0].grants[0]=producer:tenants",
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class AuditLogTest {

    private final Api api;
    private final String collection = "/v1/tenants/" + UUID.randomUUID() + "/operations";

    AuditLogTest(Api api) {
        this.api = api;
    }

    @Test
    void eachChangeAndEachRefusalIsALineAndAReadIsNone(CapturedOutput output) {
        send("POST", collection + "?operationId=x&requestId=r-1", "Bearer ogk_admin");
        send("POST", collection + "/x:cancel", "Bearer ogk_admin");
        send("POST", collection + "/none:complete", "Bearer ogk_admin");
        send("GET", collection + "/x", "Bearer ogk_secret");
        send("GET", collection + "/" + "y".repeat(20_000), "Bearer ogk_secret");
        send("GET", collection + "/x", "Bearer ogk_admin");
        send("POST", collection + "/x:complete", "Bearer ogk_admin");

        await().atMost(Duration.ofSeconds(20)).until(() -> lines(output).size() >= 6);
        List<String> lines = lines(output);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .contains(
                        "\"principal\":\"worker\",\"scheme\":\"API_KEY\",\"action\":\"POST\"",
                        "\"outcome\":\"DONE\",\"status\":200,\"requestId\":\"r-1\",\"address\":\"127.0.0.1\"");
        assertThat(lines.get(1)).contains("\"action\":\"POST:cancel\"", "\"REFUSED\"", "\"status\":403");
        assertThat(lines.get(2)).contains("\"action\":\"POST:complete\"", "\"FAILED\"", "\"status\":404");
        assertThat(lines.get(3)).contains("\"principal\":\"\"", "\"action\":\"GET\"", "\"status\":401");
        assertThat(lines.get(4)).hasSizeLessThan(2000).contains("\"status\":401");
        assertThat(lines.get(5)).contains("\"action\":\"POST:complete\"", "/x\"", "\"DONE\"");
        assertThat(output.getAll()).doesNotContain("ogk_");
    }

    @Test
    void theRefusalOfAForeignPageIsALine(CapturedOutput output) {
        api.send("POST", collection, "{}", "Authorization", "Bearer ogk_admin", "Origin", "https://foreign.example");

        await().atMost(Duration.ofSeconds(20)).until(() -> !lines(output).isEmpty());
        assertThat(lines(output)).singleElement().asString().contains("\"outcome\":\"REFUSED\",\"status\":403");
    }

    @Test
    void aRequestIdReachesNoTerminalAsItIs(CapturedOutput output) {
        // An escape sequence in eight bits, a line separator, a next line, and a change of direction.
        send("POST", collection + "?requestId=%C2%9B2J%E2%80%A8%C2%85%E2%80%AE", "Bearer ogk_secret");

        await().atMost(Duration.ofSeconds(20)).until(() -> !lines(output).isEmpty());
        assertThat(lines(output))
                .singleElement()
                .asString()
                .contains("\"requestId\":\"\\u009b2J\\u2028\\u0085\\u202e\"");
    }

    private void send(String method, String path, String authorization) {
        api.send(method, path, "", "Authorization", authorization);
    }

    private List<String> lines(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("\"principal\"") && line.contains(collection))
                .toList();
    }
}
