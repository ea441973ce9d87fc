package org.operationsgateway.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.gateway.security.caller.ApiKeyTest;
import org.operationsgateway.testkit.process.GatewayExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A test of the lines of a gateway that runs with the profile {@code ecs} and traces requests. */
class StructuredLogIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SECRET = "a detail";
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension(
            "spring.profiles.active=ecs",
            "management.tracing.export.enabled=true",
            "gateway.security.api-keys[0].name=worker",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.ADMIN,
            "gateway.security.api-keys[0].grants=admin:*");

    @Test
    void eachLineIsAnObjectOfTheSchemaAndThoseOfARequestHaveItsTrace() {
        send("POST", "/v1/operations?operationId=failing", "{}");
        send(
                "POST",
                "/v1/operations/failing:complete",
                "{\"error\":{\"code\":5,\"message\":\"No such file:\\n\\u001b[31mx\",\"details\":"
                        + "[{\"@type\":\"type.googleapis.com/test.Detail\",\"text\":\"" + SECRET + "\"}]}}");

        JsonNode failure = await("org.operationsgateway.gateway.logging.FailureLog", line -> true);
        assertThat(failure.get("message").asString())
                .isEqualTo("The operation operations/failing failed with NOT_FOUND: No such file:\\u000a\\u001b[31mx");
        assertThat(failure.get("trace.id").asString()).isEqualTo(TRACE);

        JsonNode audit = await("audit", line -> line.contains(":complete"));
        assertThat(JSON.readTree(audit.get("message").asString())
                        .get("principal")
                        .asString())
                .isEqualTo("worker");
        assertThat(audit.get("trace.id").asString()).isEqualTo(TRACE);
        assertThat(audit.get("span.id").asString()).matches("[0-9a-f]{16}").isNotEqualTo("00f067aa0ba902b7");

        List<JsonNode> lines = lines();
        assertThat(lines).hasSizeGreaterThan(3).allSatisfy(StructuredLogIT::assertOfTheSchema);
        assertThat(EXTENSION.gateway().output()).doesNotContain(SECRET, "ogk_");
    }

    private static void send(String method, String path, String body) {
        HttpResponse<String> response = EXTENSION
                .gateway()
                .api()
                .send(
                        method,
                        path,
                        body,
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer ogk_admin",
                        "traceparent",
                        "00-" + TRACE + "-00f067aa0ba902b7-01");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static void assertOfTheSchema(JsonNode line) {
        assertThat(Instant.parse(line.get("@timestamp").asString())).isBefore(Instant.now());
        assertThat(line.get("log").get("level").asString()).isIn("INFO", "WARN");
        assertThat(line.get("log").get("logger").asString()).isNotEmpty();
        assertThat(line.get("service").get("name").asString()).isEqualTo("operations-gateway");
        assertThat(line.get("service").get("version").asString()).matches("[0-9]+\\.[0-9].*");
        assertThat(line.get("process").get("pid").asLong())
                .isEqualTo(EXTENSION.gateway().pid());
        assertThat(line.get("ecs").get("version").asString()).isEqualTo("8.11");
        assertThat(line.has("message")).isTrue();
    }

    private static List<JsonNode> lines() {
        return EXTENSION.gateway().output().lines().map(JSON::readTree).toList();
    }

    private static JsonNode await(String logger, Predicate<String> message) {
        return Awaitility.await()
                .atMost(TIMEOUT)
                .until(
                        () -> lines().stream()
                                .filter(line ->
                                        line.get("log").get("logger").asString().equals(logger))
                                .filter(line -> message.test(line.get("message").asString()))
                                .toList(),
                        lines -> !lines.isEmpty())
                .getFirst();
    }
}
