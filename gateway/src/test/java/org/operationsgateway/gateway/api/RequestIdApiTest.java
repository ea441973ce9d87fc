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

/** Tests of requests with a {@code requestId}, which are idempotent. */
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

    private String created() {
        return "/v1/" + name(api.post(list, "{}"));
    }

    private static String progress(int percent) {
        return PROGRESS.replace("50", Integer.toString(percent));
    }

    private long revisions(String path) {
        return api.get(path + ":history").body().split("\"revision\":", -1).length - 1L;
    }

    private static void assertSucceeds(HttpResponse<String> response) {
        assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(200);
    }

    @Test
    void aRetriedUpdateCountsOnceAndReturnsTheOperationAsItIsNow() {
        String path = created();
        assertSucceeds(api.patch(path + query, PROGRESS));
        assertSucceeds(api.patch(path, progress(60)));
        HttpResponse<String> retried = api.patch(path + query, PROGRESS);
        assertSucceeds(retried);
        assertThat(retried.body()).contains("\"percent\":60");
        assertThat(revisions(path)).isEqualTo(3);
    }

    @Test
    void aRetriedUpdateSucceedsAfterTheEndOfTheOperation() {
        String path = created();
        assertSucceeds(api.patch(path + query, PROGRESS));
        assertSucceeds(api.post(path + ":complete", "{}"));
        assertThat(api.patch(path + query, PROGRESS).body()).contains("\"done\":true");
        assertError(api.patch(path + "?requestId=other", PROGRESS), Reason.OPERATION_DONE);
    }

    @Test
    void aRetriedUpdateSucceedsWithTheEtagFromBefore() {
        String path = created();
        String etag = api.get(path + "?view=FULL").body().replaceFirst(".*\"etag\":\"\\\\\"([^\\\\]+).*", "$1");
        String conditional = path + query + "&etag=" + etag;
        assertSucceeds(api.patch(conditional, PROGRESS));
        assertSucceeds(api.patch(conditional, PROGRESS));
        assertThat(revisions(path)).isEqualTo(2);
    }

    @Test
    void aRetriedHeartbeatWithMetadataCountsOnce() {
        String path = "/v1/" + name(api.post(list + "?lease=3600s", "{}"));
        for (int attempt = 0; attempt < 2; attempt++) {
            HttpResponse<String> renewed = api.post(path + ":heartbeat" + query, PROGRESS);
            assertThat(renewed.body()).contains("leaseExpireTime");
        }
        assertThat(revisions(path)).isEqualTo(2);
    }

    @Test
    void aRetriedCompletionReturnsTheOperation() {
        String path = created();
        String completion = "{\"response\":{\"@type\":\"type.example.com/R\"}}";
        String done = api.post(path + ":complete" + query, completion).body();
        assertThat(api.post(path + ":complete" + query, completion).body()).isEqualTo(done);
        assertError(api.post(path + ":complete" + query, "{}"), Reason.REQUEST_ID_REUSED);
    }

    @Test
    void aRetriedCancellationCountsOnce() {
        String path = "/v1/" + name(api.post(list + "?cancellation=COOPERATIVE", "{}"));
        assertSucceeds(api.post(path + ":cancel" + query));
        assertSucceeds(api.post(path + ":cancel" + query));
        assertThat(revisions(path)).isEqualTo(2);
    }

    @Test
    void anotherChangeWithTheSameIdIsRefused() {
        String path = created();
        assertSucceeds(api.patch(path + query, PROGRESS));
        assertError(api.patch(path + query, progress(60)), Reason.REQUEST_ID_REUSED);
        assertError(api.post(path + ":heartbeat" + query, PROGRESS), Reason.REQUEST_ID_REUSED);
        assertThat(revisions(path)).isEqualTo(2);
    }

    @Test
    void concurrentRetriesOfAnUpdateCountOnce() {
        String path = created();
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> api.patch(path + query, PROGRESS)))
                .limit(20)
                .toList()
                .forEach(response -> assertSucceeds(response.join()));
        assertThat(revisions(path)).isEqualTo(2);
    }

    @Test
    void theLatestSixteenRequestsAreRecorded() {
        String path = created();
        for (int number = 0; number < 17; number++) {
            assertSucceeds(api.patch(path + "?requestId=r" + number, progress(number)));
        }
        assertSucceeds(api.patch(path + "?requestId=r1", progress(1)));
        assertThat(revisions(path)).isEqualTo(18);
        assertSucceeds(api.patch(path + "?requestId=r0", progress(0)));
        assertThat(revisions(path)).isEqualTo(19);
    }

    @Test
    void anInvalidRequestIdOfAChangeIsRefused() {
        String path = created();
        assertError(api.patch(path + "?requestId=%20", PROGRESS), Reason.INVALID_PARAMETER);
        assertError(api.post(path + ":cancel?requestId=%20"), Reason.INVALID_PARAMETER);
        assertError(api.post(path + ":heartbeat?requestId=%20"), Reason.INVALID_PARAMETER);
    }

    private static String name(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().replaceFirst("\\{\"name\":\"([^\"]+)\".*", "$1");
    }
}
