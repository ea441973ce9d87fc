package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;
import reactor.netty.http.HttpProtocol;
import reactor.test.StepVerifier;

/** A test of streams over HTTP/2 without TLS, as an ingress opens them. */
class Http2IT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int STREAMS = 80;
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();

    @Test
    void manyStreamsOfOneConnectionAreIndependent() {
        IntStream.range(0, STREAMS).forEach(i -> producer.create("h2-" + i));
        try (SseClient client = new SseClient(HttpClient.Version.HTTP_2)) {
            List<SseConnection> streams = IntStream.range(0, STREAMS)
                    .mapToObj(i -> client.open(gateway.uri("/v1/operations/h2-" + i)))
                    .toList();
            assertThat(streams).allSatisfy(stream -> {
                assertThat(stream.head().version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(stream.head().headers().firstValue("content-type"))
                        .hasValue("text/event-stream;charset=UTF-8");
                assertThat(Revisions.number(stream.next())).isEqualTo(1);
            });
            IntStream.range(0, STREAMS).forEach(i -> producer.update("h2-" + i, 2));
            assertThat(streams)
                    .allSatisfy(stream ->
                            assertThat(Revisions.number(stream.next())).isEqualTo(2));
            IntStream.range(0, STREAMS).forEach(i -> producer.complete("h2-" + i));
            assertThat(streams)
                    .allSatisfy(stream ->
                            assertThat(stream.rest()).extracting(Event::type).containsExactly("message", "done"));
        }
    }

    @Test
    void aLongInvalidIdCausesAResetOverHttp2() {
        producer.create("long");
        try (SseClient client = new SseClient(HttpClient.Version.HTTP_2)) {
            client.open(gateway.uri("/v1/operations/long")).close();
            try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/long"), "a".repeat(64 * 1024))) {
                assertThat(stream.head().version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(stream.head().statusCode()).isEqualTo(200);
                assertThat(stream.next().type()).isEqualTo("reset");
            }
        }
    }

    @Test
    void aRequestWithABodyIsAnsweredOverHttp1AlthoughItAsksForAnUpgrade() {
        var request = HttpRequest.newBuilder(gateway.uri("/v1/operations?operationId=upgraded"))
                .header("Content-Type", "application/json")
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString("{\"metadata\":" + Producer.progress(1) + "}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var response = client.sendAsync(request, BodyHandlers.ofString()).join();
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains(Producer.progress(1));
        }
    }

    @Test
    void anUpgradeWithTooLargeABodyIsAnsweredWithTheErrorEnvelope() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send(upgrade("Content-Length: " + (MAX_BODY_BYTES + 1)));
            assertBodyTooLarge(connection);
        }
    }

    @Test
    void anUpgradeWithTooLargeAChunkedBodyIsAnsweredWithTheErrorEnvelope() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            String chunk = Integer.toHexString(MAX_BODY_BYTES + 1) + "\r\n" + "x".repeat(MAX_BODY_BYTES + 1);
            connection.send(upgrade("Transfer-Encoding: chunked") + chunk);
            assertBodyTooLarge(connection);
        }
    }

    private static String upgrade(String header) {
        return "POST /v1/operations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n" + header + "\r\n\r\n";
    }

    private static void assertBodyTooLarge(RawConnection connection) throws IOException {
        RawConnection.Head head = connection.head();
        assertThat(head.statusCode()).isEqualTo(413);
        assertThat(head.headers()).contains("Content-Type: application/json");
        assertThat(connection.text(head.contentLength()))
                .startsWith("{\"error\":{\"code\":413,")
                .contains("\"status\":\"INVALID_ARGUMENT\"", "\"reason\":\"BODY_TOO_LARGE\"");
    }

    @Test
    void aClientMayUseHttp2WithoutAnUpgrade() {
        producer.create("prior");
        producer.complete("prior");
        var body = reactor.netty.http.client.HttpClient.newConnection()
                .protocol(HttpProtocol.H2C)
                .headers(headers -> headers.add("Accept", "text/event-stream"))
                .get()
                .uri(gateway.uri("/v1/operations/prior"))
                .responseSingle((response, content) -> content.asString());
        StepVerifier.create(body)
                .assertNext(text -> assertThat(text).startsWith("retry: ").contains("\n\nid: ", "\n\nevent: done\n"))
                .expectComplete()
                .verify(TIMEOUT);
    }
}
