package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.Api;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;

/** What the API's methods on one operation do. */
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
    void anOperationIsCreatedWithoutABody() {
        HttpResponse<String> created = api.post("/v1/" + parent + "/operations?operationId=work");

        assertAnswer(created, "{\"name\":\"" + name + "\",\"done\":false}");
        assertThat(created.headers().firstValue("ETag").orElseThrow()).matches("\"[0-9a-z]+-1\"");
        assertThat(api.get(path).headers().map().get("ETag"))
                .isEqualTo(created.headers().map().get("ETag"));
    }

    @Test
    void anOperationWithoutAnIdIsGivenOneAndNeverTheSame() {
        Set<String> answers = new HashSet<>();
        for (int round = 0; round < 200; round++) {
            answers.add(api.post("/v1/" + parent + "/operations").body());
        }

        String expected = "\\{\"name\":\"" + parent + "/operations/[a-z0-9-]+\",\"done\":false}";
        assertThat(answers).hasSize(200).allMatch(answer -> answer.matches(expected));
    }

    @Test
    void anOperationIsBornDone() {
        String result = "\"done\":true,\"response\":{\"@type\":\"type.example.com/R\"}}";

        assertAnswer(create("{" + result), "{\"name\":\"" + name + "\"," + result);
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        create("");

        Envelope.of(create(PROGRESS), Reason.OPERATION_ALREADY_EXISTS).isAbout(name);
        assertAnswer(api.get(path), "{\"name\":\"" + name + "\",\"done\":false}");
    }

    @Test
    void eachChangeHasAnETagOfItsOwn() {
        create("");
        String etag = etag(api.get(path));

        HttpResponse<String> updated = api.patch(path, PROGRESS);

        assertThat(etag(updated)).isNotEqualTo(etag).isEqualTo(etag(api.get(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?updateMask=metadata", "?updateMask=metadata.percent", "?updateMask=*", "?updateMask"})
    void anUpdateReplacesTheMetadata(String query) {
        create("{\"metadata\":{\"@type\":\"type.example.com/Q\",\"old\":true}}");

        assertAnswer(
                api.patch(path + query, PROGRESS),
                "{\"name\":\"" + name + "\"," + PROGRESS.substring(1, PROGRESS.length() - 1) + ",\"done\":false}");
    }

    @Test
    void aCompletionRepeatedIsAnsweredAsTheFirst() {
        create("");
        String body = "{\"error\":{\"code\":9,\"message\":\"No.\"}}";

        HttpResponse<String> first = api.post(path + ":complete", body);
        HttpResponse<String> second = api.post(path + ":complete", body);

        assertAnswer(second, first.body());
        assertThat(etag(second)).isEqualTo(etag(first));
    }

    @Test
    void anOperationCompletesWithoutABody() {
        create(PROGRESS);

        assertAnswer(api.post(path + ":complete"), api.get(path).body());
        assertThat(api.get(path).body()).contains("\"percent\":50").endsWith("\"done\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[1]", "{\"reason\":\"I changed my mind\"}"})
    void cancelEndsTheOperationWhateverTheBodySays(String body) {
        create("");

        assertAnswer(api.post(path + ":cancel", body), "{}");
        assertAnswer(api.get(path), "{\"name\":\"" + name + "\"" + CANCELLED);
    }

    @Test
    void cancelTakesAnEmptyFormAsJavaClientsSendIt() {
        create("");

        assertAnswer(api.send("POST", path + ":cancel", "", "Content-Type", "application/x-www-form-urlencoded"), "{}");
        assertThat(api.get(path).body()).endsWith(CANCELLED);
    }

    @Test
    void cancelOfADoneOperationChangesNothing() {
        create("{\"done\":true}");
        var before = tables.contents();

        assertAnswer(api.post(path + ":cancel"), "{}");

        assertThat(tables.contents()).isEqualTo(before);
    }

    @Test
    void whatIsDeletedIsGoneAndItsNameIsFree() {
        create(PROGRESS);

        assertAnswer(api.delete(path), "{}");

        Envelope.of(api.get(path), Reason.OPERATION_NOT_FOUND).isAbout(name);
        Envelope.of(api.delete(path), Reason.OPERATION_NOT_FOUND).isAbout(name);
        assertAnswer(create(""), "{\"name\":\"" + name + "\",\"done\":false}");
    }

    @Test
    void aStreamWatchesFromTheStartToTheEnd() {
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

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static void assertAnswer(HttpResponse<String> answer, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
    }
}
