package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of lists and their pages. */
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
    void aListContainsTheOperationsAsGetReturnsThemNewestFirst() {
        create(0, 2);
        api.post(path + "/1:complete", "{\"response\":{\"@type\":\"type.example.com/R\",\"exact\":1.50}}");

        assertThat(api.get(path).body())
                .isEqualTo("{\"operations\":[" + api.get(path + "/1").body() + ","
                        + api.get(path + "/0").body() + "]}");
    }

    @Test
    void namesThatAStreamCannotHaveAreRefused() {
        String name = "name=" + parent + "/operations/0";
        String many =
                IntStream.range(0, 101).mapToObj(i -> "name=operations/" + i).collect(Collectors.joining("&"));

        assertError(stream("/v1/operations?" + name + "&name=" + parent), Reason.INVALID_NAME);
        assertError(stream("/v1/operations?" + name + "&name=a/operations/" + "x".repeat(3000)), Reason.INVALID_NAME);
        assertError(stream(path + "?" + name), Reason.INVALID_PARAMETER);
        assertError(stream("/v1/operations?" + many), Reason.INVALID_PARAMETER);
    }

    private HttpResponse<String> stream(String target) {
        return api.get(target, "Accept", "text/event-stream");
    }

    @Test
    void aParentWithoutOperationsHasAnEmptyList() {
        assertThat(api.get(path).body()).isEqualTo("{\"operations\":[]}");
    }

    @Test
    void pagesAreStableUnderConcurrentChanges() {
        create(0, 7);
        List<String> listed = new ArrayList<>();
        JsonNode page = page("?pageSize=2");
        for (int round = 0; page.has("nextPageToken"); round++) {
            listed.addAll(ids(page));
            create(100 + round, 101 + round);
            api.delete(path + "/" + listed.getLast());
            page = page("?pageSize=2&pageToken=" + page.get("nextPageToken").asString());
        }
        listed.addAll(ids(page));

        assertThat(listed).containsExactly("6", "5", "4", "3", "2", "1", "0");
    }

    @ParameterizedTest
    @CsvSource({"'',50", "?pageSize=0,50", "?pageSize=,50", "?pageSize,50", "?pageSize=51,51", "?pageSize=5000,60"})
    void aPageHasTheRequestedSizeWithinTheLimit(String query, int size) {
        create(0, 60);

        JsonNode page = page(query);

        assertThat(ids(page)).hasSize(size);
        assertThat(page.has("nextPageToken")).isEqualTo(size < 60);
    }

    @Test
    void aPageContainsAtMostAThousandOperations() {
        create(0, 1001);

        assertThat(ids(page("?pageSize=5000"))).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "1.5", "99999999999", "0x10"})
    void anInvalidPageSizeIsRefused(String size) {
        assertError(api.get(path + "?pageSize=" + size), Reason.INVALID_PARAMETER)
                .hasFieldViolation("pageSize");
    }

    @Test
    void aPageTokenIsOpaqueUrlSafeAndValidForItsListOnly() {
        create(0, 3);
        String token = page("?pageSize=1").get("nextPageToken").asString();
        String tampered = (token.startsWith("A") ? "B" : "A") + token.substring(1);

        assertThat(token).matches("[A-Za-z0-9_-]+").doesNotContain("tests");
        assertTokenRefused(path, tampered);
        assertTokenRefused(path, token.substring(1));
        assertTokenRefused(path, token + "A");
        assertTokenRefused(path, "1");
        assertTokenRefused(path, "%00");
        assertTokenRefused("/v1/tests/other/operations", token);
        assertTokenRefused("/v1/operations", token);
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
    void otherParametersOfClientsAreIgnored(String query) {
        create(0, 2);

        assertThat(ids(page(query))).containsExactly("1", "0");
    }

    @Test
    void theServiceListsTheOperationsOfEveryParent() {
        create(0, 1);
        String other = "tests/" + UUID.randomUUID();
        api.post("/v1/" + other + "/operations?operationId=x");

        assertThat(api.get("/v1/operations?pageSize=2").body())
                .startsWith("{\"operations\":[{\"name\":\"" + other + "/operations/x\",\"done\":false},{\"name\":\""
                        + parent + "/operations/0\",\"done\":false}]");
    }

    private void assertTokenRefused(String list, String token) {
        assertError(api.get(list + "?pageToken=" + token), Reason.INVALID_PAGE_TOKEN)
                .hasFieldViolation("pageToken");
    }

    @Test
    void aWildcardListsTheOperationsOfEveryMatchingParent() {
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
        assertTokenRefused("/v1/" + tests + "/-/x/operations", token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s/operations", "/%s/operations/"})
    void theParentCanBeAParameter(String form) {
        String tests = "tests/" + UUID.randomUUID();
        api.post("/v1/" + tests + "/operations?operationId=one");
        String query = "?name=" + form.formatted(tests);
        assertThat(names("/v1/operations" + query)).containsExactly(tests + "/operations/one");
        assertThat(names("/v1/" + tests + "/operations" + query)).containsExactly(tests + "/operations/one");
        assertError(api.get("/v1/another/operations" + query), Reason.INVALID_PARAMETER)
                .hasFieldViolation("name");
        assertError(api.get("/v1/operations?name=a/operations/b"), Reason.INVALID_NAME);
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
        HttpResponse<String> response = api.get(path + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private List<String> ids(JsonNode page) {
        return page.get("operations").values().stream()
                .map(operation -> operation.get("name").asString().substring(parent.length() + "/operations/".length()))
                .toList();
    }
}
