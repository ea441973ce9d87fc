package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of leases, timeouts and times to live, and of producer heartbeats. */
@GatewayTest
class LeaseApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TemporalUnitWithinOffset TOLERANCE = new TemporalUnitWithinOffset(5, ChronoUnit.SECONDS);

    private final String list = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final String path = list + "/work";
    private final Api api;

    LeaseApiTest(Api api) {
        this.api = api;
    }

    private HttpResponse<String> create(String parameters) {
        HttpResponse<String> created = api.post(list + "?view=FULL&operationId=work" + parameters, "{}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        return created;
    }

    private static JsonNode gateway(HttpResponse<String> response) {
        return JSON.readTree(response.body()).get("gateway");
    }

    private static Instant time(JsonNode object, String member) {
        return Instant.parse(object.get(member).asString());
    }

    private JsonNode heartbeat(String body) {
        HttpResponse<String> response = api.post(path + ":heartbeat", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void aHeartbeatRenewsTheLeaseWithoutANewRevision() {
        Instant first = time(gateway(create("&lease=60s")), "leaseExpireTime");
        assertThat(first).isCloseTo(Instant.now().plusSeconds(60), TOLERANCE);

        JsonNode response = heartbeat("{}");

        assertThat(response.propertyNames()).containsExactly("cancelRequested", "leaseExpireTime");
        assertThat(response.get("cancelRequested").asBoolean()).isFalse();
        assertThat(time(response, "leaseExpireTime")).isAfter(first);
        JsonNode now = gateway(api.get(path + "?view=FULL"));
        assertThat(now.get("revision").asString()).isEqualTo("1");
        assertThat(now.get("leaseExpireTime")).isEqualTo(response.get("leaseExpireTime"));
    }

    @Test
    void anUpdateRenewsTheLease() {
        Instant first = time(gateway(create("&lease=60s")), "leaseExpireTime");
        HttpResponse<String> updated =
                api.patch(path + "?view=FULL", "{\"metadata\":{\"@type\":\"type.example.com/P\"}}");
        assertThat(time(gateway(updated), "leaseExpireTime")).isAfter(first);
    }

    @Test
    void aHeartbeatCanChangeTheLengthOfTheLease() {
        create("&lease=60s");
        assertThat(time(heartbeat("{\"lease\":\"600s\"}"), "leaseExpireTime"))
                .isCloseTo(Instant.now().plusSeconds(600), TOLERANCE);
        // The new length applies to later heartbeats.
        assertThat(time(heartbeat(""), "leaseExpireTime"))
                .isCloseTo(Instant.now().plusSeconds(600), TOLERANCE);
    }

    @Test
    void aHeartbeatCanReplaceTheMetadata() {
        create("&lease=60s");
        String metadata = "{\"@type\":\"type.example.com/P\",\"step\":2}";
        heartbeat("{\"metadata\":" + metadata + ",\"lease\":\"600s\"}");
        HttpResponse<String> now = api.get(path + "?view=FULL");
        assertThat(now.body()).contains("\"metadata\":" + metadata);
        assertThat(gateway(now).get("revision").asString()).isEqualTo("2");
        assertThat(time(gateway(now), "leaseExpireTime"))
                .isCloseTo(Instant.now().plusSeconds(600), TOLERANCE);
    }

    @Test
    void aHeartbeatWithoutALeaseReturnsTheCancellationAndCanAddALease() {
        assertThat(gateway(create("&cancellation=COOPERATIVE")).has("leaseExpireTime"))
                .isFalse();
        assertThat(heartbeat("").toString()).isEqualTo("{\"cancelRequested\":false}");
        api.post(path + ":cancel");
        assertThat(heartbeat("{}").toString()).isEqualTo("{\"cancelRequested\":true}");
        assertThat(heartbeat("{\"lease\":\"60s\"}").has("leaseExpireTime")).isTrue();
    }

    @Test
    void aHeartbeatOfADoneOrUnknownOperationIsRefused() {
        create("&lease=60s");
        api.post(path + ":complete", "{}");
        assertError(api.post(path + ":heartbeat", "{}"), Reason.OPERATION_DONE);
        assertError(
                api.post(path + ":heartbeat", "{\"metadata\":{\"@type\":\"type.example.com/P\"}}"),
                Reason.OPERATION_DONE);
        assertError(api.post(path + "-unknown:heartbeat", "{}"), Reason.OPERATION_NOT_FOUND);
    }

    @Test
    void aDoneOperationHasNoLeaseAndAnExpireTime() {
        create("&lease=60s&timeout=90s&ttl=3600s");
        JsonNode done = gateway(api.post(path + ":complete?view=FULL", "{}"));
        assertThat(done.has("leaseExpireTime")).isFalse();
        assertThat(Duration.between(time(done, "endTime"), time(done, "expireTime")))
                .isBetween(Duration.ofSeconds(3600), Duration.ofSeconds(3601));
    }

    @Test
    void anOperationThatIsCancelledOrCreatedDoneHasAnExpireTime() {
        create("&lease=60s&ttl=3600s");
        api.post(path + ":cancel");
        JsonNode cancelled = gateway(api.get(path + "?view=FULL"));
        assertThat(cancelled.has("leaseExpireTime")).isFalse();
        assertThat(time(cancelled, "expireTime")).isCloseTo(Instant.now().plusSeconds(3600), TOLERANCE);
        JsonNode createdDone = gateway(api.post(list + "?view=FULL&lease=5s&timeout=5s", "{\"done\":true}"));
        assertThat(createdDone.has("leaseExpireTime")).isFalse();
        assertThat(time(createdDone, "expireTime")).isCloseTo(Instant.now().plus(Duration.ofDays(30)), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "lease,0s",
        "lease,0.5s",
        "lease,2592001s",
        "lease,1m",
        "lease,-5s",
        "lease,1",
        "timeout,0s",
        "timeout,x",
        "timeout,999999999999s",
        "ttl,-1s",
        "ttl,315360001s"
    })
    void anInvalidDurationIsRefused(String parameter, String value) {
        assertError(api.post(list + "?" + parameter + "=" + value, "{}"), Reason.INVALID_PARAMETER)
                .hasFieldViolation(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"lease\":\"0.1s\"}", "{\"lease\":5}", "{\"lease\":\"x\"}", "{\"other\":1}", "[]"})
    void anInvalidHeartbeatIsRefused(String body) {
        create("&lease=60s");
        assertThat(api.post(path + ":heartbeat", body).statusCode()).isEqualTo(400);
    }

    @Test
    void aRequestIdWithAnotherLeaseIsRefused() {
        String request = list + "?requestId=once&lease=60s";
        assertThat(api.post(request, "{}").body())
                .isEqualTo(api.post(request, "{}").body());
        assertError(api.post(request.replace("60s", "61s"), "{}"), Reason.REQUEST_ID_REUSED);
        assertError(api.post(request + "&ttl=5s", "{}"), Reason.REQUEST_ID_REUSED);
    }
}
