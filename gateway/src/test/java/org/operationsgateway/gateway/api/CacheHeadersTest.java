package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;

/** Tests of the headers for caches, without which a cache returns old states, and JSON to clients of streams. */
@GatewayTest
class CacheHeadersTest {

    private static final String[] JSON = {"Content-Type", "application/json"};

    private final String collection = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final String operation = collection + "/x";
    private final Api api;

    CacheHeadersTest(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /x              | 200
            HEAD   | /x              | 200
            GET    |                 | 200
            GET    | /x:history      | 200
            GET    | /x:wait?timeout=0s | 200
            GET    | /none           | 404
            GET    | /x:none         | 404
            GET    | ?pageSize=-1    | 400
            PUT    | /x              | 405
            POST   | ?operationId=x  | 409
            PATCH  | /x              | 400
            POST   | /x:cancel       | 200
            DELETE | /x              | 200
            """)
    void everyResponseIsRevalidatedByCaches(String method, String path, int status) {
        api.post(collection + "?operationId=x");
        assertThat(assertRevalidated(api.send(method, collection + (path == null ? "" : path), "", JSON))
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/openapi.json",
                "/operations.js",
                "/none",
                "/livez",
                "/actuator/health",
                "/actuator/health/none"
            })
    void soIsAResponseOutsideTheApi(String path) {
        assertRevalidated(api.get(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n", "GET / HTTP/9"})
    void soIsTheResponseToAMalformedRequest(String request) throws IOException {
        try (RawConnection connection = RawConnection.to(api.port())) {
            connection.send(request + "\r\n");
            assertThat(connection.head().headers())
                    .map(header -> header.toLowerCase(Locale.ROOT))
                    .contains("cache-control: no-cache", "vary: accept");
        }
    }

    @Test
    void anEventStreamAndItsPermanentEndAreNotStored() throws IOException {
        api.post(collection + "?operationId=x", "{\"done\":true}");
        HttpResponse<String> stream = api.get(operation, "Accept", "text/event-stream");
        assertNotStored(stream);
        String id = stream.body()
                .lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow();

        HttpResponse<String> end =
                api.get(operation, "Accept", "text/event-stream", "Last-Event-ID", id.substring("id: ".length()));

        assertThat(end.statusCode()).isEqualTo(204);
        assertNotStored(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETAG", "W/ETAG", "\"a\", ETAG", "\"a,b\",W/\"c\" ,\tW/ETAG", "*", " * "})
    void aStateThatTheClientHasIsNotSentAgain(String condition) {
        api.post(collection + "?operationId=x");
        String etag = etag(api.get(operation));

        HttpResponse<String> response = api.get(operation, "If-None-Match", condition.replace("ETAG", etag));

        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(etag(response)).isEqualTo(etag);
        assertRevalidated(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "ETAG", "\"ETAG\"x", "W/", "W", "\"", ",,", "\"a\" ETAG\""})
    void anotherConditionIsAnsweredWithTheOperation(String condition) {
        api.post(collection + "?operationId=x");
        String etag = etag(api.get(operation)).replace("\"", "");

        assertThat(api.get(operation, "If-None-Match", condition.replace("ETAG", "x" + etag))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aChangedStateIsSent() {
        api.post(collection + "?operationId=x");
        String etag = etag(api.get(operation));
        api.post(operation + ":complete", "{}");

        HttpResponse<String> response = api.get(operation, "If-None-Match", etag);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"done\":true");
    }

    @Test
    void theFullViewIsSentBecauseItsLeaseChangesWithoutARevision() {
        api.post(collection + "?operationId=x&lease=60s");
        String etag = etag(api.get(operation));

        assertThat(api.get(operation + "?view=FULL", "If-None-Match", etag).statusCode())
                .isEqualTo(200);
    }

    private static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static HttpResponse<String> assertRevalidated(HttpResponse<String> response) {
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-cache");
        assertThat(response.headers().allValues("Vary")).containsExactly("Accept");
        return response;
    }

    private static void assertNotStored(HttpResponse<String> response) {
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-cache, no-store, no-transform");
        assertThat(response.headers().allValues("Vary")).containsExactly("Accept, Last-Event-ID");
    }
}
