package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;

/** Tests of etags as the precondition of changes. */
@GatewayTest
class EtagApiTest {

    private static final String PROGRESS = "{\"metadata\":{\"@type\":\"type.example.com/P\",\"percent\":50}}";
    private static final String RESULT = "{\"response\":{\"@type\":\"type.example.com/R\"}}";

    private final String path = "/v1/tests/" + UUID.randomUUID() + "/operations/work";
    private final Api api;
    private String first = "";

    EtagApiTest(Api api) {
        this.api = api;
    }

    @BeforeEach
    void create() {
        first = etag(api.post(path.replace("/work", "?operationId=work")));
    }

    private static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> send(String method, String verb, String body, String condition) {
        return api.send(method, path + verb, body, "Content-Type", "application/json", "If-Match", condition);
    }

    @Test
    void aChangeWithTheCurrentEtagSucceeds() {
        String second = etag(send("PATCH", "", PROGRESS, first));
        assertThat(second).isNotEqualTo(first);
        String third = etag(send("POST", ":complete", RESULT, second));
        assertThat(send("DELETE", "", "", third).statusCode()).isEqualTo(200);
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aChangeWithAnEarlierEtagIsRefused() {
        api.patch(path, PROGRESS);
        String before = api.get(path).body();
        assertError(send("PATCH", "", PROGRESS, first), Reason.ETAG_MISMATCH);
        assertError(send("POST", ":complete", RESULT, first), Reason.ETAG_MISMATCH);
        assertError(send("DELETE", "", "", first), Reason.ETAG_MISMATCH);
        assertThat(api.get(path).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"other\", %s", "%s,\"other\"", "W/\"x\", %s , \"y\""})
    void oneMatchingEtagOfSeveralIsSufficient(String condition) {
        assertThat(send("PATCH", "", PROGRESS, condition.formatted(first)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"other\"", "\"zz-1\"", "W/%s", "\"other\", \"another\""})
    void anUnknownEtagMatchesNothing(String condition) {
        assertError(send("PATCH", "", PROGRESS, condition.formatted(first)), Reason.ETAG_MISMATCH);
    }

    @Test
    void anEtagOfAnotherHistoryMatchesNothing() {
        String check = first.substring(first.lastIndexOf('-') + 1);
        String other =
                first.replace(check, check.startsWith("0") ? "1" + check.substring(1) : "0" + check.substring(1));
        assertError(send("PATCH", "", PROGRESS, other), Reason.ETAG_MISMATCH);
        assertError(send("POST", ":complete", RESULT, other + ", \"other\""), Reason.ETAG_MISMATCH);
        assertError(send("DELETE", "", "", other), Reason.ETAG_MISMATCH);
    }

    @Test
    void anEtagOfAnEarlierVersionHasNoCheck() {
        String earlier = first.substring(0, first.lastIndexOf('-')) + "\"";
        assertThat(send("PATCH", "", PROGRESS, earlier).statusCode()).isEqualTo(200);
        assertError(send("PATCH", "", PROGRESS, earlier), Reason.ETAG_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "\"unclosed", "\"a\" \"b\"", ","})
    void aMalformedConditionIsRefused(String condition) {
        assertError(send("PATCH", "", PROGRESS, condition), Reason.INVALID_PARAMETER)
                .hasFieldViolation("etag");
    }

    @Test
    void anEtagParameterHasOptionalQuotationMarks() {
        String bare = first.substring(1, first.length() - 1);
        assertThat(api.patch(path + "?etag=" + bare, PROGRESS).statusCode()).isEqualTo(200);
        assertError(api.patch(path + "?etag=" + bare, PROGRESS), Reason.ETAG_MISMATCH);
        assertError(api.patch(path + "?etag=%22" + bare + "%22", PROGRESS), Reason.ETAG_MISMATCH);
    }

    @Test
    void aRepeatedCompletionSucceedsWithTheEarlierEtag() {
        String done = etag(send("POST", ":complete", RESULT, first));
        HttpResponse<String> repeated = send("POST", ":complete", RESULT, first);
        assertThat(repeated.statusCode()).isEqualTo(200);
        assertThat(etag(repeated)).isEqualTo(done);
        assertError(send("POST", ":complete", "{}", done), Reason.OPERATION_DONE);
        assertError(send("POST", ":complete", "{}", first), Reason.ETAG_MISMATCH);
    }

    @Test
    void anUnknownOperationIsNotFoundDespiteAnEtag() {
        assertError(api.send("DELETE", path + "-unknown", "", "If-Match", first), Reason.OPERATION_NOT_FOUND);
    }
}
