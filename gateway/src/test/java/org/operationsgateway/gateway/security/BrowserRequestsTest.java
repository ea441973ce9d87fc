package org.operationsgateway.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;

/** Tests of the requests that a page on the internet can send to the gateway of a developer. */
@GatewayTest
class BrowserRequestsTest {

    private static final String PROGRESS = "{\"metadata\":{\"@type\":\"t/T\"}}";

    private final String collection = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final String operation = collection + "/x";
    private final Api api;
    private final Tables tables;
    private List<String> before = List.of();

    BrowserRequestsTest(Api api, Tables tables) {
        this.api = api;
        this.tables = tables;
    }

    @BeforeEach
    void create() {
        api.post(collection + "?operationId=x");
        before = tables.contents(collection.substring("/v1/".length()));
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(tables.contents(collection.substring("/v1/".length()))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost.evil.example",
                "Origin: http://localhost:1",
                "Origin: https://evil.example\r\nSec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: cross-site",
            })
    void aForeignPageChangesNothing(String header) throws IOException {
        String headers = header + "\r\n";
        for (String request : List.of(
                "POST " + collection + "?operationId=evil",
                "PATCH " + operation,
                "POST " + operation + ":complete",
                "POST " + operation + ":cancel",
                "POST " + operation + ":heartbeat",
                "DELETE " + operation)) {
            assertRefused(send(request, localhost(), headers + json(PROGRESS)), 403, "FOREIGN_ORIGIN");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "x",
                "[::2]"
            })
    void aReboundNameReadsAndChangesNothing(String host) throws IOException {
        for (String request : List.of("GET " + operation, "GET /", "GET /livez", "DELETE " + operation)) {
            assertRefused(send(request, host, "\r\n"), 421, "UNKNOWN_HOST");
        }
        String stream = send("GET " + operation, host, "Accept: text/event-stream\r\n\r\n");
        assertRefused(stream, 421, "UNKNOWN_HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:99", "localhost.", "127.0.0.1:8080", "[::1]:8080"})
    void theNamesOfTheMachineAreKnown(String host) throws IOException {
        assertThat(send("GET " + operation, host, "\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void anEmptyHostIsUnknown() throws IOException {
        assertRefused(send("GET " + operation, "", "\r\n"), 421, "UNKNOWN_HOST");
    }

    @Test
    void aPageOfTheGatewayAndAProgramMaySendRequests() throws IOException {
        String own = "Origin: http://" + localhost() + "\r\nSec-Fetch-Site: same-origin\r\n\r\n";
        assertThat(send("POST " + operation + ":wait?timeout=0s", localhost(), own))
                .startsWith("HTTP/1.1 200");
        assertThat(send("POST " + operation + ":wait?timeout=0s", localhost(), "\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(send("GET " + operation, localhost(), "Origin: https://other.example\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aBodyWithoutAContentTypeIsRefused() {
        for (String path : Set.of(collection + "?operationId=blob", operation + ":complete", operation + ":cancel")) {
            assertUnsupported(api.post(path, "{}".getBytes(UTF_8)));
        }
        assertUnsupported(api.send("PATCH", operation, PROGRESS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "*/*"})
    void aBodyOfATypeThatFormsSendIsRefused(String type) throws IOException {
        assertUnsupported(api.send("POST", operation + ":complete", "{}", "Content-Type", type));
        String fromBrowser =
                "Origin: http://" + localhost() + "\r\nContent-Length: 0\r\nContent-Type: " + type + "\r\n\r\n";
        assertRefused(send("POST " + operation + ":complete", localhost(), fromBrowser), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void anEmptyFormOfAProgramIsAccepted() {
        assertThat(api.send(
                                "POST",
                                operation + ":wait?timeout=0s",
                                "",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(200);
    }

    private String localhost() {
        return "localhost:" + api.port();
    }

    private static String json(String body) {
        return "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String send(String request, String host, String rest) throws IOException {
        try (RawConnection connection = RawConnection.to(api.port())) {
            connection.send(request + " HTTP/1.1\r\nHost: " + host + "\r\n" + rest);
            RawConnection.Head head = connection.head();
            return head.status() + "\n" + connection.text(head.contentLength());
        }
    }

    private static void assertRefused(String response, int status, String reason) {
        assertThat(response).startsWith("HTTP/1.1 " + status).contains("\"reason\":\"" + reason + "\"");
    }

    private static void assertUnsupported(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("\"reason\":\"UNSUPPORTED_MEDIA_TYPE\"");
    }
}
