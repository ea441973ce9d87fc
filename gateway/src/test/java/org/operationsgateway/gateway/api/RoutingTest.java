package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.http.Api;

/** Tests of paths and methods. The placeholder {@code PARENT} is the parent of the test. */
@GatewayTest
class RoutingTest {

    private final String parent = "tests/" + UUID.randomUUID();
    private final Api api;
    private final Tables tables;
    private final MeterRegistry meters;

    RoutingTest(Api api, Tables tables, MeterRegistry meters) {
        this.api = api;
        this.tables = tables;
        this.meters = meters;
    }

    @BeforeEach
    void create() {
        api.post("/v1/" + parent + "/operations?operationId=x");
        api.post("/v1/" + parent + "/operations?operationId=a/b");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/PARENT/operations/x, x",
        "/v1beta1/PARENT/operations/x, x",
        "/v3/PARENT/operations/x, x",
        "/v1//PARENT//operations//x, x",
        "//v1/PARENT/operations/x/, x",
        "/v1/PARENT/operations/operations/x, x",
        "/v1/PARENT/operations/operations%2Fx, x",
        "/v1/PARENT/operations/%78, x",
        "/v1/PARENT/operations/a/b, a/b",
        "/v1/PARENT/operations/a%2Fb, a/b",
        "/v1/PARENT/operations/a%2fb, a/b",
        "/v1/PARENT/operations/a//b, a/b",
        "/v1/PARENT/operations/operations/a%2Fb, a/b",
        "/v1/PARENT/operations/x?alt=json&fields=name&key, x",
    })
    void everyFormOfAnOperationPathIsAccepted(String path, String id) {
        HttpResponse<String> response = api.get(path.replace("PARENT", parent));

        assertThat(response.body()).isEqualTo("{\"name\":\"" + parent + "/operations/" + id + "\",\"done\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/PARENT/operations",
                "/v1/PARENT/operations/",
                "/v1//PARENT/operations",
                "/v1/PARENT/operations/operations",
                "/v3/PARENT/operations",
            })
    void everyFormOfACollectionPathIsAccepted(String path) {
        assertThat(api.get(path.replace("PARENT", parent)).body())
                .startsWith("{\"operations\":[{\"name\":\"" + parent + "/operations/a/b\"");
    }

    @Test
    void theCollectionPathsOfJavaClientsAreAccepted() {
        assertThat(api.get("/v1//operations").statusCode()).isEqualTo(200);
        assertThat(api.get("/v1/operations/operations").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tests%2FPARENT/operations/x",
                "/v1/PARENT%2Foperations/operations/x",
                "/v1/PARENT%2F/operations/x",
                "/v1/PARENT/..%2F..%2Fother/operations/x",
                "/v1/PARENT/%2E%2E/operations/x",
                "/v1/PARENT/operations/..",
                "/v1/PARENT/operations/a%2F..%2Fb",
                "/v1/PARENT/operations/x%00",
                "/v1/PARENT/operations/x%0Ay",
                "/v1/PARENT/operations/x%20y",
                "/v1/PARENT/operations/%C3%BC",
                "/v1/PARENT/operations/%FF",
                "/v1/PARENT/operations/a/operations/b",
                "/v1/PARENT/operations/x%3Acancel",
            })
    void anInvalidNameIsRefusedByEveryMethod(String path) {
        String invalid = path.replace("PARENT", parent);
        var before = tables.contents(parent);

        assertError(api.get(invalid), Reason.INVALID_NAME).hasFieldViolation("name");
        assertError(api.get(invalid, "Accept", "text/event-stream"), Reason.INVALID_NAME)
                .hasFieldViolation("name");
        assertError(api.delete(invalid), Reason.INVALID_NAME).hasFieldViolation("name");
        assertError(api.patch(invalid, "{}"), Reason.INVALID_NAME).hasFieldViolation("name");
        assertError(api.post(invalid + ":cancel"), Reason.INVALID_NAME).hasFieldViolation("name");

        assertThat(tables.contents(parent)).isEqualTo(before);
    }

    @Test
    void anEscapedSlashInAParentCannotAddressAnotherParent() {
        String foreign = "tenants/a/b/operations/secret";
        api.post("/v1/tenants/a/b/operations?operationId=secret");
        var before = tables.contents("tenants/a");

        assertError(api.get("/v1/tenants/a%2Fb/operations/secret"), Reason.INVALID_NAME);
        assertError(api.get("/v1/tenants/a%2Fb/operations"), Reason.INVALID_NAME);
        assertError(api.post("/v1/tenants/a%2Fb/operations?operationId=y"), Reason.INVALID_NAME);
        assertError(api.delete("/v1/tenants%2Fa%2Fb/operations/secret"), Reason.INVALID_NAME);

        assertThat(tables.contents("tenants/a")).isEqualTo(before);
        assertThat(api.get("/v1/" + foreign).body()).contains(foreign);
    }

    @Test
    void aNameBeyondTheMaximumLengthIsRefused() {
        String longest = "x".repeat(1024 - (parent + "/operations/").length());

        assertThat(api.post("/v1/" + parent + "/operations?operationId=" + longest)
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/v1/" + parent + "/operations/" + longest).statusCode())
                .isEqualTo(200);
        assertError(api.post("/v1/" + parent + "/operations?operationId=y" + longest), Reason.INVALID_NAME)
                .hasFieldViolation("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/PARENT/operations/x:undelete",
                "/v1/PARENT/operations/x:",
                "/v1/PARENT/operations/x:cancel:now",
                "/v1/PARENT/operations/x:CANCEL",
                "/v1/PARENT/x",
                "/v1",
                "/v1/",
                "/V1/PARENT/operations/x",
                "/1/PARENT/operations/x",
                "/PARENT/operations/x",
                "/operations",
                "/favicon.ico",
                "/actuator/none",
                "/%2e%2e/%2e%2e/etc/passwd",
            })
    void anUnknownPathIsNotFound(String path) {
        String unknown = path.replace("PARENT", parent);
        assertError(api.get(unknown), Reason.ROUTE_NOT_FOUND);
        assertError(api.get(unknown, "Accept", "text/html"), Reason.ROUTE_NOT_FOUND);
        assertError(api.post(unknown), Reason.ROUTE_NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /x, 'GET,PATCH,DELETE,HEAD'",
        "POST, /x, 'GET,PATCH,DELETE,HEAD'",
        "OPTIONS, /x, 'GET,PATCH,DELETE,HEAD'",
        "BREW, /x, 'GET,PATCH,DELETE,HEAD'",
        "DELETE, '', 'GET,POST,HEAD'",
        "PATCH, '', 'GET,POST,HEAD'",
        "GET, /x:cancel, POST",
        "GET, /x:heartbeat, POST",
        "HEAD, /x:complete, POST",
        "DELETE, /x:wait, 'POST,GET,HEAD'",
    })
    void anUnsupportedMethodIsRefusedWithTheAllowedMethods(String method, String path, String allowed) {
        HttpResponse<String> response = api.send(method, "/v1/" + parent + "/operations" + path, "");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().allValues("Allow")).containsExactly(allowed);
        if (!method.equals("HEAD")) {
            assertError(response, Reason.METHOD_NOT_ALLOWED);
        }
    }

    @ParameterizedTest
    @CsvSource({"/x, 200", "'', 200", "/x:wait?timeout=0s, 200", "/none, 404", "/x%20, 400"})
    void headRespondsLikeGetWithoutTheBody(String path, int status) {
        HttpResponse<String> get = api.get("/v1/" + parent + "/operations" + path);
        HttpResponse<String> head = api.send("HEAD", "/v1/" + parent + "/operations" + path, "");

        assertThat(head.statusCode()).isEqualTo(status).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        for (String header : new String[] {"Content-Type", "Content-Length", "ETag"}) {
            assertThat(head.headers().allValues(header))
                    .as(header)
                    .isEqualTo(get.headers().allValues(header));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /x, /{version}/{name}, 200",
        "GET, /none, /{version}/{name}, 404",
        "GET, '', /{version}/{parent}/operations, 200",
        "POST, /x:cancel, /{version}/{name}:cancel, 200",
        "POST, /x:complete, /{version}/{name}:complete, 200",
        "GET, /x:wait?timeout=0s, /{version}/{name}:wait, 200",
    })
    void metricsContainTheUriTemplateAndNoOperationName(String method, String path, String uri, int status) {
        api.send(method, "/v1/" + parent + "/operations" + path, "");

        // The request is counted after the response is written, which the client can receive before.
        await().untilAsserted(() -> assertThat(meters.find("http.server.requests")
                        .tags("method", method, "uri", uri, "status", Integer.toString(status))
                        .timers())
                .isNotEmpty());
        assertThat(meters.find("http.server.requests").timers())
                .noneMatch(timer -> timer.getId().getTag("uri").contains("tests"));
    }
}
