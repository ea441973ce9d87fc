package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of lists with a filter. */
@GatewayTest
class FilterApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final String list = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final Api api;

    FilterApiTest(Api api) {
        this.api = api;
    }

    @BeforeEach
    void create() {
        create("import", "{\"metadata\":{\"@type\":\"t.example.com/Import\",\"rows\":10,\"tags\":[\"a\",\"b\"]}}");
        create("export", "{\"metadata\":{\"@type\":\"t.example.com/Export\",\"rows\":2e1,\"to\":{\"zone\":\"eu\"}}}");
        create("failed", "{\"done\":true,\"error\":{\"code\":5,\"message\":\"no such bucket\"}}");
        create("ready", "{\"done\":true,\"response\":{\"@type\":\"t.example.com/R\",\"url\":\"https://x.example/1\"}}");
    }

    private void create(String id, String body) {
        assertThat(api.post(list + "?operationId=" + id, body).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> list(String filter) {
        return api.get(list + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    private static List<String> ids(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).get("operations").values().stream()
                .map(operation -> operation.get("name").asString().replaceFirst(".*/", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "done=true | ready failed",
                "done=false | export import",
                "NOT done=true | export import",
                "-done=true | export import",
                "metadata.@type=t.example.com/Import | import",
                "metadata.@type=t.example.com/* | export import",
                "metadata.rows>10 | export",
                "metadata.rows>=1e1 AND metadata.rows<20.5 | export import",
                "metadata.rows != 10 | export",
                "metadata.tags:b | import",
                "metadata.to:zone | export",
                "metadata.to.zone = 'eu' | export",
                "error.code=NOT_FOUND | failed",
                "error.code=5 OR metadata.rows=10 done=false | import",
                "error:* | failed",
                "error.message=\"no such*\" | failed",
                "response.url=\"https://x.example/1\" | ready",
                "bucket | failed",
                "create_time>\"2020-01-01T00:00:00+02:00\" | ready failed export import",
                "endTime>\"2020-01-01T00:00:00Z\" | ready failed",
                "update_time<\"2020-01-01T00:00:00Z\" | ''",
            })
    void aFilterSelectsTheMatchingOperations(String filter, String expected) {
        assertThat(String.join(" ", ids(list(filter)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"done= | 6", "colour=red | 1", "done=5 | 6", "done AND | 9", "(done | 6", "metadata.a=\"x | 12"})
    void aMalformedFilterIsRefusedWithThePositionOfTheError(String filter, String position) {
        ErrorAssert error = assertError(list(filter), Reason.INVALID_FILTER);
        error.hasFieldViolation("filter");
        assertThat(error.detail("BadRequest")
                        .at("/fieldViolations/0/description")
                        .asString())
                .containsPattern("\\b" + position + "\\b");
    }

    /** The standard allows additional codes. */
    @Test
    void anErrorWithAnAdditionalCodeIsStoredAndFiltered() {
        String parent = "/v1/codes/" + UUID.randomUUID() + "/operations";
        for (String code : List.of("99", "-2147483648", "5")) {
            api.post(parent + "?operationId=c" + code, "{\"done\":true,\"error\":{\"code\":" + code + "}}");
        }
        assertThat(api.get(parent + "/c99").body()).contains("\"error\":{\"code\":99,\"message\":\"\"}");
        assertThat(api.get(parent + "?filter=error.code%3D99").body())
                .contains("/operations/c99\"")
                .doesNotContain("/operations/c5");
        assertThat(api.get(parent + "?filter=error.code%3C0").body())
                .contains("/operations/c-2147483648\"")
                .doesNotContain("/operations/c99");
    }

    @Test
    void aPageTokenIsValidForItsFilterOnly() {
        String token = JSON.readTree(
                        api.get(list + "?pageSize=1&filter=done=true").body())
                .get("nextPageToken")
                .asString();
        assertThat(ids(api.get(list + "?filter=done=true&pageToken=" + token))).containsExactly("failed");
        assertError(api.get(list + "?pageToken=" + token), Reason.INVALID_PAGE_TOKEN);
        assertError(api.get(list + "?filter=NOT+done=true&pageToken=" + token), Reason.INVALID_PAGE_TOKEN);
    }

    @Test
    void aFilterByCreateTimeIsExact() {
        JsonNode full = JSON.readTree(api.get(list + "/export?view=FULL").body());
        Instant createTime = Instant.parse(full.at("/gateway/createTime").asString());
        assertThat(ids(list("createTime>\"" + createTime + "\""))).containsExactly("ready", "failed");
        assertThat(ids(list("createTime<=\"" + createTime + "\""))).containsExactly("export", "import");
        assertThat(ids(list("createTime=\"" + createTime + "\""))).containsExactly("export");
    }

    @Test
    void aFilterBeyondTheLimitsOfLengthAndDepthIsRejected() {
        assertThat(list("(".repeat(32) + "done" + ")".repeat(32)).statusCode()).isEqualTo(200);
        assertError(list("(".repeat(33) + "done" + ")".repeat(33)), Reason.INVALID_FILTER);
        assertError(list("x".repeat(4097)), Reason.INVALID_FILTER);
    }
}
