package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.http.Api;

/** Tests of query parameters that a request does not have: before, an operation with a wrong one had no lease. */
@GatewayTest
class QueryParametersTest {

    private static final String SYSTEM = "alt=json&fields=name&key=k&prettyPrint=true&quotaUser=u&access_token=t"
            + "&callback=c&oauth_token=t&uploadType=media&upload_protocol=raw&$alt=json&$.xgafv=2&$unknown";

    private final String collection = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final Api api;
    private final Tables tables;

    QueryParametersTest(Api api, Tables tables) {
        this.api = api;
        this.tables = tables;
    }

    @BeforeEach
    void create() {
        api.post(collection + "?operationId=x", "{\"done\":true}");
    }

    @ParameterizedTest
    @CsvSource({
        "leas, lease",
        "lease_, lease",
        "Lease, lease",
        "leese, lease",
        "time_out, timeout",
        "tiemout, timeout",
        "request_id, requestId",
        "requestID, requestId",
        "operationid, operationId",
        "operatonId, operationId",
        "cancelation, cancellation",
        "TTL, ttl",
    })
    void aWrongNameIsRefusedWithTheNearestOne(String wrong, String nearest) {
        var before = tables.contents(collection.substring("/v1/".length()));
        String body = assertRefused(api.post(collection + "?" + wrong + "=5s"), wrong);
        assertThat(body).contains("Use '" + nearest + "'.");
        assertThat(tables.contents(collection.substring("/v1/".length()))).isEqualTo(before);
    }

    @Test
    void aChangeWithAnyOtherParameterIsRefused() {
        var before = tables.contents(collection.substring("/v1/".length()));
        for (String name : List.of("_", "r", "priority", "pageSize", "filter", "x".repeat(3000))) {
            String quoted = name.length() > 64 ? name.substring(0, 64) + "…" : name;
            String query = "?" + name + "=1";
            assertRefused(api.post(collection + query), quoted);
            assertRefused(api.patch(collection + "/x" + query, "{}"), quoted);
            assertRefused(api.delete(collection + "/x" + query), quoted);
            for (String verb : List.of(":complete", ":cancel", ":heartbeat")) {
                assertRefused(api.post(collection + "/x" + verb + query), quoted);
            }
        }
        assertThat(tables.contents(collection.substring("/v1/".length()))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /x?lease=5s, lease",
        "POST, /x:cancel?etag=a, etag",
        "DELETE, /x?view=FULL, view",
        "POST, ?lease=5s&lease=50s, lease",
        "GET, /x?etag=a, etag",
        "GET, /x?lastEventId=a, lastEventId",
        "GET, /x?filter=done, filter",
        "GET, ?conflate=true, conflate",
        "GET, ?conflate=true&alt=sse&pageSize=5, pageSize",
        "GET, /x?alt=sse&pageToken=5, pageToken",
        "GET, /x?alt=sse&conflate=yes, conflate",
        "GET, /x:history?view=FULL, view",
        "POST, /x:wait?lease=5s, lease",
    })
    void aParameterWithoutEffectIsRefused(String method, String path, String name) {
        assertRefused(api.send(method, collection + path, ""), name);
    }

    @ParameterizedTest
    @CsvSource({
        "?page_size=5, page_size",
        "?pagesize=5, pagesize",
        "?pageToke=5, pageToke",
        "?fliter=done, fliter",
        "/x?views=FULL, views",
        "/x?alt=sse&last_event_id=a, last_event_id",
        "/x:wait?tiemout=5s, tiemout",
    })
    void aReadIsRefusedIfTheNameResemblesAKnownOne(String path, String name) {
        assertRefused(api.get(collection + path), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"_=1700000000", "r=0.5", "t=1", "ts=1", "cb=1", "rnd=1", "nocache=1", "v=2", "utm_source=x"})
    void aParameterAgainstCachesIsPassedOverByReads(String query) {
        assertThat(api.get(collection + "?" + query).statusCode()).isEqualTo(200);
        assertThat(api.get(collection + "/x?" + query).statusCode()).isEqualTo(200);
        assertThat(api.get(collection + "/x?alt=sse&" + query).statusCode()).isEqualTo(200);
        assertThat(api.post(collection + "/x:wait?" + query).statusCode()).isEqualTo(200);
    }

    @Test
    void systemParametersArePassedOverEverywhere() {
        for (String path : List.of("", "/x", "/x:history", "/x:wait")) {
            assertThat(api.get(collection + path + "?" + SYSTEM).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(api.post(collection + "?operationId=y&" + SYSTEM).statusCode())
                .isEqualTo(200);
        for (String verb : List.of(":complete", ":cancel")) {
            assertThat(api.post(collection + "/y" + verb + "?" + SYSTEM).statusCode())
                    .as(verb)
                    .isEqualTo(200);
        }
        assertThat(api.delete(collection + "/y?" + SYSTEM).statusCode()).isEqualTo(200);
    }

    private static String assertRefused(HttpResponse<String> response, String name) {
        assertError(response, Reason.INVALID_PARAMETER).hasFieldViolation(name);
        return response.body();
    }
}
