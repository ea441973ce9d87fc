package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.http.Api;

/** Tests of the methods on a single operation. */
@GatewayTest
class OperationApiTest {

    private static final String PROGRESS = "{\"metadata\":{\"@type\":\"type.example.com/P\",\"percent\":50}}";
    private static final String CANCELLED =
            ",\"done\":true,\"error\":{\"code\":1,\"message\":\"The operation was cancelled.\"}}";

    private final String parent = "tests/" + UUID.randomUUID();
    private final String name = parent + "/operations/work";
    private final String path = "/v1/" + name;
    private final Api api;
    private final Tables tables;

    OperationApiTest(Api api, Tables tables) {
        this.api = api;
        this.tables = tables;
    }

    @Test
    void aCreateRequestNeedsNoBody() {
        HttpResponse<String> created = api.post("/v1/" + parent + "/operations?operationId=work");

        assertResponse(created, "{\"name\":\"" + name + "\",\"done\":false}");
        assertThat(created.headers().firstValue("ETag").orElseThrow()).matches("\"[0-9a-z]+-1-[0-9a-z]{5}\"");
        assertThat(api.get(path).headers().map().get("ETag"))
                .isEqualTo(created.headers().map().get("ETag"));
    }

    @Test
    void everyGeneratedIdIsUnique() {
        Set<String> responses = new HashSet<>();
        for (int round = 0; round < 200; round++) {
            responses.add(api.post("/v1/" + parent + "/operations").body());
        }

        String expected = "\\{\"name\":\"" + parent + "/operations/[a-z0-9-]+\",\"done\":false}";
        assertThat(responses).hasSize(200).allMatch(response -> response.matches(expected));
    }

    @Test
    void anOperationCanBeCreatedDone() {
        String result = "\"done\":true,\"response\":{\"@type\":\"type.example.com/R\"}}";

        assertResponse(create("{" + result), "{\"name\":\"" + name + "\"," + result);
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        create("");

        assertError(create(PROGRESS), Reason.OPERATION_ALREADY_EXISTS).hasResource(name);
        assertResponse(api.get(path), "{\"name\":\"" + name + "\",\"done\":false}");
    }

    @Test
    void everyChangeHasANewEtag() {
        create("");
        String etag = etag(api.get(path));

        HttpResponse<String> updated = api.patch(path, PROGRESS);

        assertThat(etag(updated)).isNotEqualTo(etag).isEqualTo(etag(api.get(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?updateMask=metadata", "?updateMask=metadata.percent", "?updateMask=*", "?updateMask"})
    void anUpdateReplacesTheMetadata(String query) {
        create("{\"metadata\":{\"@type\":\"type.example.com/Q\",\"old\":true}}");

        assertResponse(
                api.patch(path + query, PROGRESS),
                "{\"name\":\"" + name + "\"," + PROGRESS.substring(1, PROGRESS.length() - 1) + ",\"done\":false}");
    }

    @Test
    void aRepeatedCompletionGetsTheSameResponse() {
        create("");
        String body = "{\"error\":{\"code\":9,\"message\":\"No.\"}}";

        HttpResponse<String> first = api.post(path + ":complete", body);
        HttpResponse<String> second = api.post(path + ":complete", body);

        assertResponse(second, first.body());
        assertThat(etag(second)).isEqualTo(etag(first));
    }

    @Test
    void aCompletionNeedsNoBody() {
        create(PROGRESS);

        assertResponse(api.post(path + ":complete"), api.get(path).body());
        assertThat(api.get(path).body()).contains("\"percent\":50").endsWith("\"done\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[1]", "{\"reason\":\"I changed my mind\"}"})
    void cancelEndsTheOperationAndIgnoresTheBody(String body) {
        create("");

        assertResponse(api.post(path + ":cancel", body), "{}");
        assertResponse(api.get(path), "{\"name\":\"" + name + "\"" + CANCELLED);
    }

    @Test
    void cancelAcceptsTheEmptyFormOfJavaClients() {
        create("");

        assertResponse(
                api.send("POST", path + ":cancel", "", "Content-Type", "application/x-www-form-urlencoded"), "{}");
        assertThat(api.get(path).body()).endsWith(CANCELLED);
    }

    @Test
    void cancelOfADoneOperationChangesNothing() {
        create("{\"done\":true}");
        var before = tables.contents(parent);

        assertResponse(api.post(path + ":cancel"), "{}");

        assertThat(tables.contents(parent)).isEqualTo(before);
    }

    @Test
    void aDeletedOperationIsNotFoundAndItsNameIsReusable() {
        create(PROGRESS);

        assertResponse(api.delete(path), "{}");

        assertError(api.get(path), Reason.OPERATION_NOT_FOUND).hasResource(name);
        assertError(api.delete(path), Reason.OPERATION_NOT_FOUND).hasResource(name);
        assertResponse(create(""), "{\"name\":\"" + name + "\",\"done\":false}");
    }

    @Test
    void aStreamEndsWhenTheOperationIsDone() {
        create("");
        var stream = api.start("GET", path + "?alt=sse");
        api.patch(path, PROGRESS);
        api.post(path + ":complete");

        assertThat(stream)
                .succeedsWithin(Api.TIMEOUT)
                .extracting(HttpResponse::body)
                .asString()
                .endsWith(":true}\n\nevent: done\ndata: {\"name\":\"" + name + "\"}\n\n");
    }

    private HttpResponse<String> create(String body) {
        return api.post("/v1/" + parent + "/operations?operationId=work", body);
    }

    private static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static void assertResponse(HttpResponse<String> response, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
    }
}
