package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.http.Api;

/** Tests of request targets that are no valid URI, sent over a socket, one byte for each character. */
@GatewayTest
class MalformedTargetTest {

    private final Api api;
    private final Tables tables;

    MalformedTargetTest(Api api, Tables tables) {
        this.api = api;
        this.tables = tables;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/operations/x%zz",
                "/v1/operations/x%",
                "/v1/operations/x%4",
                "/v1/operations/[x]",
                "/v1/operations/{x}",
                "/v1/operations/x|y",
                "/v1/operations/x\\y",
                "/v1/operations/x\"y",
                "/v1/operations/<x>",
                "/v1/operations/x^`",
                "/v1/operations/x#y",
                "/v1/operations/\u00c3\u00bc",
                "/v1/operations/\u00ff\u0080",
                "/v1/%zz/operations/x",
                "/v1/operations/x%zz:cancel",
                "http://localhost/v1/operations/x%zz",
            })
    void aMalformedNameIsRefusedLikeAnyInvalidName(String target) throws IOException {
        var before = tables.contents("operations/");

        RawResponse response = send("DELETE", target);

        assertThat(response.head()).startsWith("HTTP/1.1 400 ").contains("\r\nContent-Type: application/json\r\n");
        assertError(response.body(), Reason.INVALID_NAME).hasFieldViolation("name");
        assertThat(tables.contents("operations/")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "/%zz, ROUTE_NOT_FOUND",
        "/v1/operations?pageSize=%zz, INVALID_PARAMETER",
        "/v1/operations?pageToken={|}, INVALID_PAGE_TOKEN",
        "/v1/operations?pageToken=%zz, INVALID_PAGE_TOKEN",
    })
    void aMalformedPartOutsideTheNameIsEscaped(String target, Reason reason) throws IOException {
        assertError(send("GET", target).body(), reason);
    }

    @Test
    void theAbsoluteFormOfATargetIsAccepted() throws IOException {
        assertThat(send("GET", "http://localhost/v1/operations?pageSize=1").head())
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aTooLongTargetAndTooLargeHeadersAreRejectedWithTheErrorEnvelope() throws IOException {
        RawResponse target = send("GET", "/v1/operations/" + "x".repeat(98_500));
        assertThat(target.head()).startsWith("HTTP/1.1 414 ").contains("content-type: application/json");
        assertError(target.body(), Reason.TARGET_TOO_LONG);
        RawResponse headers = send("GET", "/v1/operations HTTP/1.1\r\nX-Large: " + "x".repeat(98_500) + "\r\nX-Rest:");
        assertThat(headers.head()).startsWith("HTTP/1.1 431 ");
        assertError(headers.body(), Reason.HEADERS_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost:port",
                "GET / HTTP/1.1\r\nbad header",
                "GET  / HTTP/9",
                "GET http://other/ HTTP/1.1\r\nHost: localhost",
                "GET / HTTP/3.0\r\nHost: localhost"
            })
    void malformedHttpIsRefusedWithTheErrorEnvelope(String request) throws IOException {
        RawResponse response = sendRaw(request + "\r\n\r\n");
        assertThat(response.head()).startsWith("HTTP/1.1 400 ");
        assertError(response.body(), Reason.BAD_REQUEST);
    }

    @Test
    void aForwardedPrefixHasNoEffect() {
        assertThat(api.get("/v1/operations", "X-Forwarded-Prefix", "/v1/tenants/a")
                        .statusCode())
                .isEqualTo(200);
    }

    /** The first request of the JDK's client upgrades the connection to HTTP/2. */
    @Test
    void aMalformedTargetOverHttp2IsRefusedToo() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + api.port() + "/v1/operations/\u00fc"))
                    .build();
            client.send(request, BodyHandlers.ofString());

            var response = client.send(request, BodyHandlers.ofString());

            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertError(response, Reason.INVALID_NAME).hasFieldViolation("name");
        }
    }

    private RawResponse send(String method, String target) throws IOException {
        return sendRaw(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private RawResponse sendRaw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", api.port())) {
            socket.setSoTimeout((int) Api.TIMEOUT.toMillis());
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String[] parts = new String(socket.getInputStream().readAllBytes(), ISO_8859_1).split("\r\n\r\n", 2);
            return new RawResponse(parts[0] + "\r\n", parts[1]);
        }
    }

    private record RawResponse(String head, String body) {}
}
