package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.Api;
import org.operationsgateway.gateway.running.GatewayTest;

/** Changes on the condition that the operation is in the state which the client has seen. */
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

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> send(String method, String verb, String body, String condition) {
        return api.send(method, path + verb, body, "Content-Type", "application/json", "If-Match", condition);
    }

    @Test
    void aChangeOfTheStateThatWasSeenIsMade() {
        String second = etag(send("PATCH", "", PROGRESS, first));
        assertThat(second).isNotEqualTo(first);
        String third = etag(send("POST", ":complete", RESULT, second));
        assertThat(send("DELETE", "", "", third).statusCode()).isEqualTo(200);
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aChangeOfAnEarlierStateIsRefused() {
        api.patch(path, PROGRESS);
        String before = api.get(path).body();
        Envelope.of(send("PATCH", "", PROGRESS, first), Reason.ETAG_MISMATCH);
        Envelope.of(send("POST", ":complete", RESULT, first), Reason.ETAG_MISMATCH);
        Envelope.of(send("DELETE", "", "", first), Reason.ETAG_MISMATCH);
        assertThat(api.get(path).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"other\", %s", "%s,\"other\"", "W/\"x\", %s , \"y\""})
    void oneOfSeveralStatesIsEnough(String condition) {
        assertThat(send("PATCH", "", PROGRESS, condition.formatted(first)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"other\"", "\"zz-1\"", "W/%s", "\"other\", \"another\""})
    void anEtagOfNothingMatchesNothing(String condition) {
        Envelope.of(send("PATCH", "", PROGRESS, condition.formatted(first)), Reason.ETAG_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "\"unclosed", "\"a\" \"b\"", ","})
    void whatIsNoConditionIsRefused(String condition) {
        Envelope.of(send("PATCH", "", PROGRESS, condition), Reason.INVALID_PARAMETER)
                .violates("etag");
    }

    @Test
    void itMayBeAParameterWithOrWithoutItsQuotationMarks() {
        String bare = first.substring(1, first.length() - 1);
        assertThat(api.patch(path + "?etag=" + bare, PROGRESS).statusCode()).isEqualTo(200);
        Envelope.of(api.patch(path + "?etag=" + bare, PROGRESS), Reason.ETAG_MISMATCH);
        Envelope.of(api.patch(path + "?etag=%22" + bare + "%22", PROGRESS), Reason.ETAG_MISMATCH);
    }

    @Test
    void aCompletionThatIsRepeatedSucceedsThoughItHasChangedTheState() {
        String done = etag(send("POST", ":complete", RESULT, first));
        HttpResponse<String> again = send("POST", ":complete", RESULT, first);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(etag(again)).isEqualTo(done);
        Envelope.of(send("POST", ":complete", "{}", done), Reason.OPERATION_DONE);
        Envelope.of(send("POST", ":complete", "{}", first), Reason.ETAG_MISMATCH);
    }

    @Test
    void anUnknownOperationIsNotFoundWhateverTheCondition() {
        Envelope.of(api.send("DELETE", path + "-unknown", "", "If-Match", first), Reason.OPERATION_NOT_FOUND);
    }
}
