package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.security.caller.ApiKeyTest.ADMIN;
import static org.operationsgateway.gateway.security.caller.ApiKeyTest.PRODUCER;
import static org.operationsgateway.gateway.security.caller.ApiKeyTest.VIEWER;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;

/** Callers with API keys, each with other grants. */
@GatewayTest(
        properties = {
            "gateway.security.limits.refusals-per-second=0",
            "gateway.security.api-keys[0].name=admin",
            "gateway.security.api-keys[0].sha256=" + ADMIN,
            "gateway.security.api-keys[0].grants[0]=admin:*",
            "gateway.security.api-keys[1].name=viewer",
            "gateway.security.api-keys[1].sha256=" + VIEWER,
            "gateway.security.api-keys[1].grants[0]=viewer:tenants/a",
            "gateway.security.api-keys[1].grants[1]=viewer:tenants/b/jobs/-",
            "gateway.security.api-keys[2].name=producer",
            "gateway.security.api-keys[2].sha256=" + PRODUCER,
            "gateway.security.api-keys[2].grants[0]=producer:tenants/a",
        })
public class ApiKeyTest {

    /** The hashes of ogk_admin, ogk_viewer and ogk_producer. */
    public static final String ADMIN = "86c76dfb9643fe11e325158503c7a588655c771f10f6850975ba8c1e08b69364";

    public static final String VIEWER = "b923fd93c0f1e0535aeeff9e528be78001fa1af3e2ccb03017f4d93df6631a6d";
    public static final String PRODUCER = "3b3a63f344d772c2805086dd7688d38c0027fd6512d509d15d9fa6ac4a402e73";

    private static final List<String> PARENTS =
            List.of("tenants/a", "tenants/a/x", "tenants/ab", "tenants/b", "tenants/b/jobs/1", "tenants/c");

    private final Api api;
    private final String id = UUID.randomUUID().toString();

    ApiKeyTest(Api api) {
        this.api = api;
    }

    private HttpResponse<String> send(String key, String method, String target) {
        return api.send(method, "/v1/" + target, "", "Authorization", "Bearer ogk_" + key);
    }

    @BeforeEach
    void create() {
        for (String parent : PARENTS) {
            assertThat(send("admin", "POST", parent + "/operations?operationId=" + id)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/operations",
                "GET /v1/tenants/a/operations/x",
                "POST /v1/tenants/a/operations",
                "GET /v1/tenants/a/operations/x:history",
                "GET /actuator/prometheus",
                "GET /none",
                "DELETE /v1/nonsense",
            })
    void aRequestWithoutACredentialIsRefused(String request) {
        String[] parts = request.split(" ", 2);
        HttpResponse<String> response = api.send(parts[0], parts[1], "");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"operations\"");
        assertThat(response.body()).contains("\"status\":\"UNAUTHENTICATED\"", "CREDENTIAL_MISSING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ogk_wrong", "Bearer ", "Bearer abc", "Basic YTpi", "bearer ogk_", "ogk_admin"})
    void aWrongCredentialIsRefused(String authorization) {
        HttpResponse<String> response = api.get("/v1/operations", "Authorization", authorization);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .endsWith("error=\"invalid_token\"");
        assertThat(response.body()).contains("CREDENTIAL_INVALID");
    }

    @Test
    void severalCredentialsAndOnesInTheQueryAreRefused() {
        assertThat(api.get("/v1/operations", "Authorization", "Bearer ogk_admin", "X-Goog-Api-Key", "ogk_admin")
                        .statusCode())
                .isEqualTo(401);
        assertThat(api.get("/v1/operations?access_token=ogk_admin").statusCode())
                .isEqualTo(401);
        assertThat(api.get("/v1/operations", "Authorization", "Bearer " + "x".repeat(64 * 1024))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void googlesHeaderIsAccepted() {
        assertThat(api.get("/v1/tenants/a/operations", "X-Goog-Api-Key", "ogk_viewer")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/openapi.json", "/operations.js", "/console/main.js", "/"})
    void probesAndStaticPagesNeedNoCredential(String path) {
        assertThat(api.get(path).statusCode()).isEqualTo(200);
    }

    /** A page whose name is rebound to the address of the gateway has no credential of it. */
    @Test
    void anyHostIsServed() throws IOException {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String request = "GET /v1/tenants/a/operations HTTP/1.1\r\nHost: operations.example.com\r\n";
            connection.send(request + "Authorization: Bearer ogk_viewer\r\n\r\n");
            assertThat(connection.head().statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, GET, tenants/a/operations/ID, 200",
        "viewer, GET, tenants/a/x/operations/ID, 200",
        "viewer, GET, tenants/ab/operations/ID, 403",
        "viewer, GET, tenants/ab/operations/none, 403",
        "viewer, GET, tenants/a/operations/none, 404",
        "viewer, GET, tenants/a/operations/ID:history, 200",
        "viewer, POST, tenants/a/operations/ID:wait?timeout=0s, 200",
        "viewer, POST, tenants/c/operations/ID:wait?timeout=0s, 403",
        "viewer, POST, tenants/a/operations/ID:cancel, 403",
        "viewer, DELETE, tenants/a/operations/ID, 403",
        "viewer, POST, tenants/a/operations, 403",
        "viewer, PATCH, tenants/a/operations/ID, 403",
        "viewer, GET, tenants/c/operations, 403",
        "viewer, GET, tenants/b/operations, 200",
        "producer, GET, tenants/a/operations, 403",
        "producer, POST, tenants/a/operations, 200",
        "producer, POST, tenants/c/operations, 403",
        "producer, POST, tenants/a/operations/ID:heartbeat, 200",
        "producer, POST, tenants/a/operations/ID:complete, 200",
        "producer, POST, tenants/c/operations/ID:complete, 403",
        "producer, GET, tenants/a/operations/ID:history, 403",
        "admin, DELETE, tenants/c/operations/ID, 200",
    })
    void grantsDecide(String key, String method, String target, int status) {
        HttpResponse<String> response = send(key, method, target.replace("ID", id));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        if (status == 403) {
            assertThat(response.body()).contains("\"PERMISSION_DENIED\"").doesNotContain(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"operations", "tenants/-/operations", "operations?filter=name:*", "operations?name=tenants/-"})
    void aListShowsOnlyWhatIsGranted(String target) {
        String body = send("viewer", "GET", target).body();

        for (String parent : PARENTS) {
            String name = "\"" + parent + "/operations/" + id + "\"";
            boolean listed = !target.contains("tenants/-")
                    ? parent.equals("tenants/a") || parent.equals("tenants/a/x") || parent.equals("tenants/b/jobs/1")
                    : parent.equals("tenants/a");
            assertThat(body.contains(name)).as(parent + " in " + body).isEqualTo(listed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/actuator/prometheus", "/actuator", "/%61ctuator/prometheus", "/actuato%72", "/actuator;x/sbom"
            })
    void theEndpointsOfTheManagementRequireAGrantOfEverything(String path) {
        assertThat(api.get(path, "Authorization", "Bearer ogk_admin").statusCode())
                .isEqualTo(200);
        assertThat(api.get(path, "Authorization", "Bearer ogk_viewer").statusCode())
                .isEqualTo(403);
    }
}
