package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the full view and of the history. */
@GatewayTest
class ViewApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final String list = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final String path = list + "/work";
    private final Api api;

    ViewApiTest(Api api) {
        this.api = api;
    }

    @BeforeEach
    void create() {
        api.post(list + "?operationId=work&cancellation=COOPERATIVE", metadata(1));
    }

    private static String metadata(int step) {
        return "{\"metadata\":{\"@type\":\"type.example.com/P\",\"step\":" + step + "}}";
    }

    @Test
    void theFullViewAddsOneMember() {
        Instant before = Instant.now();
        api.post(path + ":cancel");
        HttpResponse<String> done = api.post(path + ":complete?view=FULL", "{}");
        JsonNode operation = JSON.readTree(done.body());
        assertThat(operation.propertyNames()).containsExactly("name", "metadata", "done", "gateway");
        JsonNode gateway = operation.get("gateway");
        assertThat(gateway.propertyNames())
                .containsExactly(
                        "createTime", "updateTime", "endTime", "revision", "etag", "cancelRequested", "expireTime");
        assertThat(Instant.parse(gateway.get("createTime").asString())).isBefore(before.plusSeconds(1));
        assertThat(Instant.parse(gateway.get("endTime").asString()))
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(gateway.get("revision").asString()).isEqualTo("3");
        assertThat(done.headers().firstValue("ETag"))
                .hasValue(gateway.get("etag").asString());
        assertThat(gateway.get("cancelRequested").asBoolean()).isTrue();
    }

    @Test
    void everyResponseWithAnOperationSupportsTheFullView() {
        assertThat(api.get(path + "?view=FULL").body()).contains(",\"gateway\":{");
        assertThat(api.get(path + ":wait?timeout=0s&view=FULL").body()).contains(",\"gateway\":{");
        assertThat(api.get(list + "?view=FULL").body()).contains(",\"gateway\":{");
        assertThat(api.patch(path + "?view=FULL", metadata(2)).body()).contains(",\"gateway\":{");
        assertThat(api.post(list + "?view=FULL").body())
                .contains(",\"gateway\":{")
                .doesNotContain("endTime");
    }

    @Test
    void theBasicViewIsTheDefaultAndAnUnknownViewIsRefused() {
        assertThat(api.get(path + "?view=BASIC").body())
                .isEqualTo(api.get(path).body())
                .doesNotContain("gateway");
        assertError(api.get(path + "?view=full"), Reason.INVALID_PARAMETER).hasFieldViolation("view");
        assertError(api.get(list + "?view=ALL"), Reason.INVALID_PARAMETER).hasFieldViolation("view");
    }

    @Test
    void theHistoryContainsEveryRevision() {
        api.patch(path, metadata(2));
        api.post(path + ":cancel");
        api.post(path + ":complete", "{}");
        List<JsonNode> events = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = JSON.readTree(
                    api.get(path + ":history?pageSize=3&pageToken=" + token).body());
            assertThat(page.get("events").size()).isBetween(1, 3);
            page.get("events").forEach(events::add);
            token = page.path("nextPageToken").asString("");
        } while (!token.isEmpty());
        assertThat(events).extracting(event -> event.get("revision").asString()).containsExactly("1", "2", "3", "4");
        assertThat(events)
                .extracting(event -> event.at("/operation/metadata/step").asInt())
                .containsExactly(1, 2, 2, 2);
        assertThat(events.getLast().get("operation"))
                .isEqualTo(JSON.readTree(api.get(path).body()));
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(Instant.parse(event.get("time").asString())).isNotNull());
    }

    @Test
    void aHistoryContainsOneIncarnation() {
        String token = JSON.readTree(
                        api.patch(path, metadata(2)).statusCode() == 200
                                ? api.get(path + ":history?pageSize=1").body()
                                : "")
                .get("nextPageToken")
                .asString();
        assertError(api.get(path + "-unknown:history"), Reason.OPERATION_NOT_FOUND)
                .hasResource(path.substring(4) + "-unknown");
        api.delete(path);
        create();
        assertError(api.get(path + ":history?pageToken=" + token), Reason.INVALID_PAGE_TOKEN);
        assertThat(JSON.readTree(api.get(path + ":history").body())
                        .get("events")
                        .size())
                .isEqualTo(1);
    }
}
