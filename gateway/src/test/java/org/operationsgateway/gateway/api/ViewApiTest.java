package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.Api;
import org.operationsgateway.gateway.running.GatewayTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway tells of an operation beyond the standard resource, and only to those who ask. */
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
        JsonNode more = operation.get("gateway");
        assertThat(more.propertyNames())
                .containsExactly(
                        "createTime", "updateTime", "endTime", "revision", "etag", "cancelRequested", "expireTime");
        assertThat(Instant.parse(more.get("createTime").asString())).isBefore(before.plusSeconds(1));
        assertThat(Instant.parse(more.get("endTime").asString()))
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(more.get("revision").asString()).isEqualTo("3");
        assertThat(done.headers().firstValue("ETag")).hasValue(more.get("etag").asString());
        assertThat(more.get("cancelRequested").asBoolean()).isTrue();
    }

    @Test
    void everyAnswerWithAnOperationHasIt() {
        assertThat(api.get(path + "?view=FULL").body()).contains(",\"gateway\":{");
        assertThat(api.get(path + ":wait?timeout=0s&view=FULL").body()).contains(",\"gateway\":{");
        assertThat(api.get(list + "?view=FULL").body()).contains(",\"gateway\":{");
        assertThat(api.patch(path + "?view=FULL", metadata(2)).body()).contains(",\"gateway\":{");
        assertThat(api.post(list + "?view=FULL").body())
                .contains(",\"gateway\":{")
                .doesNotContain("endTime");
    }

    @Test
    void otherwiseItIsTheStandardResource() {
        assertThat(api.get(path + "?view=BASIC").body())
                .isEqualTo(api.get(path).body())
                .doesNotContain("gateway");
        Envelope.of(api.get(path + "?view=full"), Reason.INVALID_PARAMETER).violates("view");
        Envelope.of(api.get(list + "?view=ALL"), Reason.INVALID_PARAMETER).violates("view");
    }

    @Test
    void theHistoryHoldsEveryState() {
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
    void aHistoryIsOfOneLifeOfOneOperation() {
        String token = JSON.readTree(
                        api.patch(path, metadata(2)).statusCode() == 200
                                ? api.get(path + ":history?pageSize=1").body()
                                : "")
                .get("nextPageToken")
                .asString();
        Envelope.of(api.get(path + "-unknown:history"), Reason.OPERATION_NOT_FOUND)
                .isAbout(path.substring(4) + "-unknown");
        api.delete(path);
        create();
        Envelope.of(api.get(path + ":history?pageToken=" + token), Reason.INVALID_PAGE_TOKEN);
        assertThat(JSON.readTree(api.get(path + ":history").body())
                        .get("events")
                        .size())
                .isEqualTo(1);
    }
}
