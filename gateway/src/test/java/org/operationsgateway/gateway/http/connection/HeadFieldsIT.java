package org.operationsgateway.gateway.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/** Heads and trailers with many short fields, each of which needs more memory than its text. */
@Timeout(60)
class HeadFieldsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final String FIELDS = "a:\r\n".repeat(1000);
    private static final String LINES = "\n".repeat(20_000);

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    private final GatewayProcess gateway = EXTENSION.gateway();

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n"})
    void areRejectedWhetherTheHeadEndsOrNot(String end) throws IOException {
        double before = rejected();
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send("GET /" + HEAD + FIELDS + end);
            assertThat(connection.head().statusCode()).isEqualTo(431);
        }
        awaitRejected(before);
    }

    @Test
    void closeTheConnectionInTrailers() throws IOException {
        double before = rejected();
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send(
                    "POST /v1/operations" + HEAD + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n" + FIELDS);
            awaitRejected(before);
        }
    }

    @Test
    void closeTheConnectionInTrailersAfterTheResponseWithoutASecondOne() throws IOException {
        double before = rejected();
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send("GET /livez" + HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            RawConnection.Head response = connection.head();
            assertThat(response.statusCode()).isEqualTo(200);
            connection.text(response.contentLength());
            connection.send("0\r\n" + FIELDS);
            assertThat(connection.end()).isEmpty();
        }
        awaitRejected(before);
    }

    @Test
    void areRejectedInThePipelinedHeadAfterARequest() throws IOException {
        double before = rejected();
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send("GET /v1/operations" + HEAD + "\r\nGET /" + HEAD + FIELDS);
            awaitRejected(before);
        }
    }

    @Test
    void areRejectedOverHttp2() {
        String body = HttpClient.newConnection()
                .protocol(HttpProtocol.H2C)
                .headers(headers -> {
                    for (int i = 0; i <= HeadFields.MAX; i++) {
                        headers.add("a", "");
                    }
                })
                .get()
                .uri(gateway.uri("/v1/operations"))
                .responseSingle((response, content) -> {
                    assertThat(response.status().code()).isEqualTo(431);
                    return content.asString();
                })
                .block(TIMEOUT);
        assertThat(Objects.requireNonNull(body)).contains("\"reason\":\"HEADERS_TOO_LARGE\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areNotTheLinesOfABody(boolean chunked) throws IOException {
        String body = "{" + LINES + "}";
        String framing = chunked
                ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                        + "\r\n0\r\n\r\n"
                : "Content-Length: " + body.length() + "\r\n\r\n" + body;
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            for (int request = 0; request < 2; request++) {
                connection.send("POST /v1/operations?operationId=lines-" + chunked + request + HEAD + framing);
                RawConnection.Head head = connection.head();
                assertThat(head.statusCode()).isEqualTo(200);
                connection.text(head.contentLength());
            }
        }
    }

    private void awaitRejected(double before) {
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(rejected()).isEqualTo(before + 1));
    }

    private double rejected() {
        return gateway.metric("gateway_connections_rejected_total{reason=\"large_head\"}");
    }
}
