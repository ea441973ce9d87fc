package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem;

/** The bytes of a stream, and of what a connection carries before and after it. */
class StreamWireIT {

    private static final String ACCEPT = "Accept: text/event-stream";
    private static final String[] HEADERS = {
        "transfer-encoding: chunked",
        "Content-Type: text/event-stream;charset=UTF-8",
        "Cache-Control: no-cache, no-store, no-transform",
        "X-Accel-Buffering: no"
    };

    private static Database database;
    private static GatewayProcess gateway;
    private static Producer producer;

    @BeforeAll
    static void start() {
        database = Database.create();
        gateway = GatewayProcess.start(database, "--gateway.watch.retry=2s");
        producer = new Producer(gateway);
    }

    @AfterAll
    static void stop() {
        producer.close();
        gateway.close();
        database.close();
    }

    @Test
    void theStreamOfADoneOperationIsTheseBytes() throws IOException {
        producer.create("bytes");
        producer.complete("bytes");
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/bytes", ACCEPT);
            RawConnection.Head head = connection.head();
            assertThat(head.status()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(head.headers()).containsExactlyInAnyOrder(HEADERS);
            assertThat(text(connection.rest())).matches("""
                            retry: [0-9]+

                            id: [0-9a-z]+-2
                            data: \\{"name":"operations/bytes","metadata":\\{[^\\n]*},"done":true,"response":\\{[^\\n]*}}

                            event: done
                            data: \\{"name":"operations/bytes"}

                            """);
        }
    }

    @Test
    void theFirstBytesAndTheCurrentStateComeThoughNothingHappens() throws IOException {
        producer.create("idle");
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/idle", ACCEPT);
            assertThat(connection.head().headers()).containsExactlyInAnyOrder(HEADERS);
            assertThat(text(connection.chunk())).matches("retry: [0-9]+\n\n");
            assertThat(text(connection.chunk())).startsWith("id: ").endsWith("\"done\":false}\n\n");
        }
    }

    @Test
    void aStreamMayBeAskedForByAParameter() throws IOException {
        producer.create("alt");
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/alt?alt=sse");
            assertThat(connection.head().headers()).containsExactlyInAnyOrder(HEADERS);
        }
    }

    @Test
    void eachStreamIsToldAnotherTimeToReconnectAfter() {
        producer.create("retry");
        try (SseClient client = new SseClient()) {
            Stream<Long> delays = IntStream.range(0, 30).mapToObj(i -> {
                try (SseConnection stream = client.open(gateway.uri("/v1/operations/retry"))) {
                    return ((SseItem.Retry) stream.nextTimed().item()).millis();
                }
            });
            assertThat(delays.toList())
                    .allSatisfy(delay -> assertThat(delay).isBetween(1000L, 3000L))
                    .satisfies(all -> assertThat(all.stream().distinct()).hasSizeGreaterThan(10));
        }
    }

    @Test
    void aConnectionServesOnAfterAStreamHasEnded() throws IOException {
        producer.create("reused");
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/reused", ACCEPT);
            connection.head();
            producer.complete("reused");
            assertThat(text(connection.rest())).endsWith("event: done\ndata: {\"name\":\"operations/reused\"}\n\n");
            connection.get("/v1/operations/reused");
            assertThat(connection.bytes(contentLength(connection.head()))).contains("\"done\":true");
            connection.get("/v1/operations/reused", ACCEPT);
            assertThat(connection.head().headers()).containsExactlyInAnyOrder(HEADERS);
            assertThat(text(connection.rest())).contains("event: done\n");
            connection.get("/v1/operations/reused");
            assertThat(connection.head().status()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void anUnknownOperationIsAnErrorInTheEnvelope() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/unknown", ACCEPT);
            RawConnection.Head head = connection.head();
            assertThat(head.status()).isEqualTo("HTTP/1.1 404 Not Found");
            assertThat(head.headers()).contains("Content-Type: application/json");
            assertThat(connection.bytes(contentLength(head)))
                    .startsWith("{\"error\":{\"code\":404,")
                    .contains("\"status\":\"NOT_FOUND\"");
        }
    }

    @Test
    void whoHasSeenTheEndIsToldThatThereIsNoMore() throws IOException {
        producer.create("seen");
        producer.complete("seen");
        try (RawConnection connection = RawConnection.to(gateway);
                SseClient client = new SseClient();
                SseConnection stream = client.open(gateway.uri("/v1/operations/seen"))) {
            String id = stream.next().lastEventId();
            connection.get("/v1/operations/seen", ACCEPT, "Last-Event-ID: " + id);
            assertThat(connection.head().status()).isEqualTo("HTTP/1.1 204 No Content");
            connection.get("/v1/operations/seen?lastEventId=" + id, ACCEPT);
            assertThat(connection.head().status()).isEqualTo("HTTP/1.1 204 No Content");
            connection.get("/v1/operations/seen", ACCEPT);
            assertThat(connection.head().status()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static int contentLength(RawConnection.Head head) {
        return head.headers().stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("content-length: "))
                .mapToInt(header -> Integer.parseInt(header.substring("content-length: ".length())))
                .findFirst()
                .orElseThrow();
    }
}
