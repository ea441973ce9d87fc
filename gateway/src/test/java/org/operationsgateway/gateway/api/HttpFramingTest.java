package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Tests of requests that two programs read differently: in front of a proxy, the rest of such a request becomes the
 * request of another client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-11.2">RFC 9112, Request smuggling</a>
 */
@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
class HttpFramingTest {

    private static final String HOST = "Host: localhost\r\n";

    private final String collection = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final String smuggled = "DELETE " + collection + "/x HTTP/1.1\r\n" + HOST + "\r\n";
    private final Api api;

    HttpFramingTest(Api api) {
        this.api = api;
    }

    @BeforeEach
    void create() {
        api.post(collection + "?operationId=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: xchunked",
                "Host: localhost",
                "Host: other",
                "X-Long: a\r\n b",
                "X-Long: a\r\n\tb: c",
                " X-Fold: a",
            })
    void anAmbiguousHeaderIsRefusedAndTheConnectionClosed(String header) throws IOException {
        try (RawConnection connection = RawConnection.to(api.port())) {
            connection.send("POST " + collection + "/x:cancel HTTP/1.1\r\n" + HOST + header + "\r\n\r\n" + smuggled);
            assertBadRequest(connection);
            assertThat(connection.end()).isEmpty();
        }
        assertThat(api.get(collection + "/x").body()).contains("\"done\":false");
    }

    @Test
    void aRequestWithoutAHostIsRefused() throws IOException {
        try (RawConnection connection = RawConnection.to(api.port())) {
            connection.send("GET " + collection + " HTTP/1.1\r\n\r\n" + smuggled);
            assertBadRequest(connection);
            assertThat(connection.end()).isEmpty();
        }
    }

    @Test
    void aFoldedHeaderIsRefusedAfterOtherRequestsOfTheConnection() throws IOException {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String body = "{\n \"metadata\": null,\n \"done\": true}";
            for (int i = 0; i < 3; i++) {
                connection.send("POST " + collection + "?operationId=y" + i + " HTTP/1.1\r\n" + HOST
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                RawConnection.Head head = connection.head();
                assertThat(head.statusCode()).isEqualTo(200);
                connection.text(head.contentLength());
            }
            connection.send("GET " + collection + "/x HTTP/1.1\r\nX: 1\r\n 2\r\n" + HOST + "\r\n");
            assertBadRequest(connection);
        }
    }

    @Test
    void linesOfBodiesThatBeginWithASpaceAreNoFoldedHeaders() throws IOException {
        String json = "{\n \"metadata\": null,\n\t\"done\": true}";
        String chunk = Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\n\r\n";
        try (RawConnection connection = RawConnection.to(api.port())) {
            StringBuilder pipelined = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                String head = "POST " + collection + "?operationId=z" + i + " HTTP/1.1\r\n" + HOST
                        + "Content-Type: application/json\r\n";
                pipelined.append(
                        i % 2 == 0
                                ? head + "Content-Length: " + json.length() + "\r\n\r\n" + json
                                : head + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
            }
            // In pieces that divide lines, so that heads and bodies share buffers.
            for (int i = 0; i < pipelined.length(); i += 37) {
                connection.send(pipelined.substring(i, Math.min(i + 37, pipelined.length())));
            }
            for (int i = 0; i < 20; i++) {
                RawConnection.Head head = connection.head();
                assertThat(head.statusCode()).isEqualTo(200);
                connection.text(head.contentLength());
            }
        }
    }

    @Test
    void aBrokenChunkedBodyIsRefusedWithoutAnErrorInTheLog(CapturedOutput output) throws IOException {
        for (String chunk :
                new String[] {"zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}xx0\r\n\r\n", "-1\r\n\r\n", "ffffffffff\r\n{}"}) {
            try (RawConnection connection = RawConnection.to(api.port())) {
                connection.send("POST " + collection + "/x:complete HTTP/1.1\r\n" + HOST
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk);
                assertBadRequest(connection);
            }
        }
        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ")))
                .isEmpty();
        assertThat(api.get(collection + "/x").body()).contains("\"done\":false");
    }

    private static void assertBadRequest(RawConnection connection) throws IOException {
        RawConnection.Head head = connection.head();
        assertThat(head.statusCode()).isEqualTo(400);
        assertThat(connection.text(head.contentLength())).contains("\"reason\":\"BAD_REQUEST\"");
    }
}
