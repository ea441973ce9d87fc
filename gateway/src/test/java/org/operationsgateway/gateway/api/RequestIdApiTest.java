package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;

/** Tests of create requests with a {@code requestId}, which are idempotent. */
@GatewayTest
class RequestIdApiTest {

    private static final String PROGRESS = "{\"metadata\":{\"@type\":\"type.example.com/P\",\"percent\":50}}";

    private final String list = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final String query = "?requestId=" + UUID.randomUUID();
    private final Api api;

    RequestIdApiTest(Api api) {
        this.api = api;
    }

    @Test
    void aRepeatedRequestReturnsTheCurrentStateOfTheCreatedOperation() {
        String name = name(api.post(list + query, PROGRESS));
        api.post("/v1/" + name + ":complete", "{}");
        HttpResponse<String> repeated = api.post(list + query, PROGRESS);
        assertThat(repeated.statusCode()).isEqualTo(200);
        assertThat(repeated.body()).isEqualTo(api.get("/v1/" + name).body()).contains("\"done\":true");
        assertThat(api.get(list).body()).containsOnlyOnce("\"name\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&operationId=x", "&cancellation=COOPERATIVE"})
    void aDifferentRequestWithTheSameIdIsRefused(String parameters) {
        api.post(list + query, PROGRESS);
        String other = parameters.isEmpty() ? "{}" : PROGRESS;
        assertError(api.post(list + query + parameters, other), Reason.REQUEST_ID_REUSED);
        assertThat(api.get(list).body()).containsOnlyOnce("\"name\"");
    }

    @Test
    void requestIdsAreSeparateForEachParent() {
        String first = name(api.post(list + query, PROGRESS));
        HttpResponse<String> other = api.post(list.replace("/operations", "/other/operations") + query, PROGRESS);
        assertThat(name(other)).isNotEqualTo(first);
    }

    @Test
    void concurrentRequestsWithTheSameIdCreateOneOperation() {
        List<CompletableFuture<String>> responses = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> name(api.post(list + query, PROGRESS))))
                .limit(30)
                .toList();
        assertThat(responses.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(api.get(list).body()).containsOnlyOnce("\"name\"");
    }

    @Test
    void anExistingNameIsRefusedDespiteARequestId() {
        api.post(list + "?operationId=taken");
        assertError(api.post(list + query + "&operationId=taken"), Reason.OPERATION_ALREADY_EXISTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "a%20b", "%C3%BC", "%00"})
    void anInvalidRequestIdIsRefused(String id) {
        assertError(api.post(list + "?requestId=" + id), Reason.INVALID_PARAMETER)
                .hasFieldViolation("requestId");
        assertError(api.post(list + "?requestId=" + "x".repeat(129)), Reason.INVALID_PARAMETER);
    }

    private static String name(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().replaceFirst("\\{\"name\":\"([^\"]+)\".*", "$1");
    }
}
