package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.Api;
import org.operationsgateway.gateway.running.GatewayTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What List answers. */
@GatewayTest
class ListApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final String parent = "tests/" + UUID.randomUUID();
    private final String path = "/v1/" + parent + "/operations";
    private final Api api;

    ListApiTest(Api api) {
        this.api = api;
    }

    @Test
    void aListIsWhatGetAnswersNewestFirst() {
        create(0, 2);
        api.post(path + "/1:complete", "{\"response\":{\"@type\":\"type.example.com/R\",\"exact\":1.50}}");

        assertThat(api.get(path).body())
                .isEqualTo("{\"operations\":[" + api.get(path + "/1").body() + ","
                        + api.get(path + "/0").body() + "]}");
    }

    @Test
    void aParentWithoutOperationsHasAnEmptyList() {
        assertThat(api.get(path).body()).isEqualTo("{\"operations\":[]}");
    }

    @Test
    void pagesAreStableWhileOthersCreateAndDelete() {
        create(0, 7);
        List<String> seen = new ArrayList<>();
        JsonNode page = page("?pageSize=2");
        for (int round = 0; page.has("nextPageToken"); round++) {
            seen.addAll(ids(page));
            create(100 + round, 101 + round);
            api.delete(path + "/" + seen.getLast());
            page = page("?pageSize=2&pageToken=" + page.get("nextPageToken").asString());
        }
        seen.addAll(ids(page));

        assertThat(seen).containsExactly("6", "5", "4", "3", "2", "1", "0");
    }

    @ParameterizedTest
    @CsvSource({"'',50", "?pageSize=0,50", "?pageSize=,50", "?pageSize,50", "?pageSize=51,51", "?pageSize=5000,60"})
    void aPageHasTheSizeAskedForWithinBounds(String query, int size) {
        create(0, 60);

        JsonNode page = page(query);

        assertThat(ids(page)).hasSize(size);
        assertThat(page.has("nextPageToken")).isEqualTo(size < 60);
    }

    @Test
    void aPageHoldsAThousandAtMost() {
        create(0, 1001);

        assertThat(ids(page("?pageSize=5000"))).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "1.5", "99999999999", "0x10"})
    void aSizeThatIsNoneIsRefused(String size) {
        Envelope.of(api.get(path + "?pageSize=" + size), Reason.INVALID_PARAMETER)
                .violates("pageSize");
    }

    @Test
    void aTokenIsOpaqueFitForAnUrlAndOfItsListOnly() {
        create(0, 3);
        String token = page("?pageSize=1").get("nextPageToken").asString();
        String tampered = (token.startsWith("A") ? "B" : "A") + token.substring(1);

        assertThat(token).matches("[A-Za-z0-9_-]+").doesNotContain("tests");
        refuse(path, tampered);
        refuse(path, token.substring(1));
        refuse(path, token + "A");
        refuse(path, "1");
        refuse(path, "%00");
        refuse("/v1/tests/other/operations", token);
        refuse("/v1/operations", token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?returnPartialSuccess=true",
                "?filter",
                "?filter=&pageToken=",
                "?filter&pageToken",
                "?%24alt=json&key=k&prettyPrint=false&quotaUser=u&%24.xgafv=2&access_token=t&oauth_token=t&callback=c"
                        + "&fields=operations&uploadType=media&upload_protocol=raw&alt=json"
            })
    void whatClientsAddChangesNothing(String query) {
        create(0, 2);

        assertThat(ids(page(query))).containsExactly("1", "0");
    }

    @Test
    void theServiceListsWhatEveryParentHas() {
        create(0, 1);
        String other = "tests/" + UUID.randomUUID();
        api.post("/v1/" + other + "/operations?operationId=x");

        assertThat(api.get("/v1/operations?pageSize=2").body())
                .startsWith("{\"operations\":[{\"name\":\"" + other + "/operations/x\",\"done\":false},{\"name\":\""
                        + parent + "/operations/0\",\"done\":false}]");
    }

    private void refuse(String list, String token) {
        Envelope.of(api.get(list + "?pageToken=" + token), Reason.INVALID_PAGE_TOKEN)
                .violates("pageToken");
    }

    @Test
    void aWildcardListsWhatEveryParentLikeItHas() {
        String tests = "tests/" + UUID.randomUUID();
        for (String parent : new String[] {"/a/x", "/b/x", "/b/y", "/a/x/more", ""}) {
            api.post("/v1/" + tests + parent + "/operations?operationId=one");
        }
        assertThat(names("/v1/" + tests + "/-/x/operations"))
                .containsExactly(tests + "/b/x/operations/one", tests + "/a/x/operations/one");
        assertThat(names("/v1/" + tests + "/-/-/operations")).hasSize(3);
        assertThat(names("/v1/" + tests + "/-/operations")).isEmpty();
        String token = JSON.readTree(
                        api.get("/v1/" + tests + "/-/-/operations?pageSize=2").body())
                .get("nextPageToken")
                .asString();
        assertThat(names("/v1/" + tests + "/-/-/operations?pageToken=" + token)).hasSize(1);
        refuse("/v1/" + tests + "/-/x/operations", token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s/operations", "/%s/operations/"})
    void theParentMayBeAParameter(String form) {
        String tests = "tests/" + UUID.randomUUID();
        api.post("/v1/" + tests + "/operations?operationId=one");
        String query = "?name=" + form.formatted(tests);
        assertThat(names("/v1/operations" + query)).containsExactly(tests + "/operations/one");
        assertThat(names("/v1/" + tests + "/operations" + query)).containsExactly(tests + "/operations/one");
        Envelope.of(api.get("/v1/another/operations" + query), Reason.INVALID_PARAMETER)
                .violates("name");
        Envelope.of(api.get("/v1/operations?name=a/operations/b"), Reason.INVALID_NAME);
    }

    private List<String> names(String list) {
        return JSON.readTree(api.get(list).body()).get("operations").values().stream()
                .map(operation -> operation.get("name").asString())
                .toList();
    }

    private void create(int from, int to) {
        IntStream.range(from, to)
                .forEach(number ->
                        assertThat(api.post(path + "?operationId=" + number)).returns(200, HttpResponse::statusCode));
    }

    private JsonNode page(String query) {
        HttpResponse<String> answer = api.get(path + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private List<String> ids(JsonNode page) {
        return page.get("operations").values().stream()
                .map(operation -> operation.get("name").asString().substring(parent.length() + "/operations/".length()))
                .toList();
    }
}
