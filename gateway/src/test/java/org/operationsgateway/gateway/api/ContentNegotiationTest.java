package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;

/** Tests of the choice between JSON and the stream formats. The operation is done, so that its streams end. */
@GatewayTest
class ContentNegotiationTest {

    private static final String JSON = "application/json";
    private static final String EVENT_STREAM = "text/event-stream;charset=UTF-8";
    private static final String NDJSON = "application/x-ndjson";

    private final String collection = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final String operation = collection + "/x";
    private final Api api;

    ContentNegotiationTest(Api api) {
        this.api = api;
    }

    @BeforeEach
    void create() {
        api.post(collection + "?operationId=x", "{\"done\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream;q=0, application/json",
                "application/json, text/event-stream, application/x-ndjson",
                "application/json;q=0.9, text/event-stream;q=0.8",
                "application/json, text/event-stream;q=0.999",
                "application/json, text/*",
                "application/*, text/event-stream;q=0.5",
                "*/*, text/event-stream;q=0.5",
                "application/json;q=0.5, */*",
                "TEXT/EVENT-STREAM;Q=0, */*",
                "text/event-stream;x=\"a,b;q=1\";q=0.2, application/json;q=0.3",
                "text/event-stream;q=high, application/json",
            })
    void jsonIsPreferred(String accept) {
        assertThat(contentType(api.get(operation, "Accept", accept))).isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "text/event-stream, application/json",
                "text/event-stream, */*",
                "text/event-stream, */*;q=0.1",
                "application/json;q=0.1, text/event-stream;q=0.2",
                "application/x-ndjson;q=0.5, text/event-stream",
                "application/json;q=0, */*",
                "text/*",
                "application/xml, text/event-stream, application/json",
            })
    void anEventStreamIsPreferred(String accept) {
        assertThat(contentType(api.get(operation, "Accept", accept))).isEqualTo(EVENT_STREAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-ndjson",
                "application/x-ndjson, application/json",
                "application/x-ndjson, text/event-stream;q=0.5",
                "application/*, application/json;q=0, text/event-stream;q=0",
            })
    void linesOfJsonArePreferred(String accept) {
        assertThat(contentType(api.get(operation, "Accept", accept))).isEqualTo(NDJSON);
    }

    @Test
    void aHeaderInSeveralLinesIsOneList() {
        assertThat(contentType(api.get(operation, "Accept", "application/json;q=0.1", "Accept", "text/event-stream")))
                .isEqualTo(EVENT_STREAM);
        assertThat(contentType(api.get(operation, "Accept", "application/json", "Accept", "text/event-stream")))
                .isEqualTo(JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "json, text/event-stream, application/json",
        "json, text/html, application/json",
        "sse, application/json, text/event-stream;charset=UTF-8",
        "sse, text/event-stream;q=0, text/event-stream;charset=UTF-8",
        "ndjson, */*, application/x-ndjson",
    })
    void theParameterAltOverridesTheHeader(String alt, String accept, String contentType) {
        assertThat(contentType(api.get(operation + "?alt=" + alt, "Accept", accept)))
                .isEqualTo(contentType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json;q=0",
                "*/*;q=0",
                "application/*;q=0, text/html",
                "text/event-stream;q=0.0, application/xml",
            })
    void onlyAHeaderThatExcludesEverythingIsRefused(String accept) {
        assertError(api.get(operation, "Accept", accept), Reason.NOT_ACCEPTABLE);
        assertError(api.get(collection, "Accept", accept), Reason.NOT_ACCEPTABLE);
        assertError(api.get(operation + ":history", "Accept", accept), Reason.NOT_ACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 51, 5_000})
    void aHeaderOfManyTypesIsNoInternalError(int count) {
        String types = IntStream.range(0, count).mapToObj(i -> "a/b" + i).collect(Collectors.joining(","));

        assertThat(contentType(api.get(operation, "Accept", types + ",application/json")))
                .isEqualTo(JSON);
        assertThat(contentType(api.get(operation, "Accept", types + ",text/event-stream")))
                .isEqualTo(EVENT_STREAM);
        assertError(api.get(operation, "Accept", types), Reason.NOT_ACCEPTABLE);
        assertError(api.get("/none", "Accept", types), Reason.ROUTE_NOT_FOUND);
        assertError(api.post(operation + ":cancel", new byte[0], "Accept", types), Reason.NOT_ACCEPTABLE);
        for (String path : new String[] {"/livez", "/actuator/health", "/actuator/prometheus", "/", "/openapi.json"}) {
            assertThat(api.get(path, "Accept", types).statusCode()).as(path).isIn(200, 406);
            assertThat(api.get(path, "Accept", types + ",*/*").statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    private static String contentType(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers().firstValue("Content-Type").orElseThrow();
    }
}
