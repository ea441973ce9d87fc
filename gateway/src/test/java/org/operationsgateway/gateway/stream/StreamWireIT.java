package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem;

/** A test of the bytes of a stream and of the responses before and after it on the same connection. */
class StreamWireIT {

    private static final String ACCEPT = "Accept: text/event-stream";
    private static final String[] HEADERS = {
        "transfer-encoding: chunked",
        "Content-Type: text/event-stream;charset=UTF-8",
        "Cache-Control: no-cache, no-store, no-transform",
        "Vary: Accept, Last-Event-ID",
        "X-Accel-Buffering: no",
        "Incremental: ?1"
    };

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension("gateway.watch.retry=2s");

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();

    @Test
    void theStreamOfADoneOperationConsistsOfTheseBytes() throws IOException {
        producer.create("bytes");
        producer.complete("bytes");
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/bytes", ACCEPT);
            RawConnection.Head head = connection.head();
            assertThat(head.status()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(head.headers()).containsExactlyInAnyOrder(HEADERS);
            assertThat(connection.restText()).matches("""
                            retry: [0-9]+

                            id: [0-9a-z]+-2-[0-9a-z]{5}
                            data: \\{"name":"operations/bytes","metadata":\\{[^\\n]*},"done":true,\
                            "response":\\{[^\\n]*}}

                            event: done
                            data: \\{"name":"operations/bytes"}

                            """);
        }
    }

    @Test
    void theRetryTimeAndTheCurrentStateAreSentImmediately() throws IOException {
        producer.create("idle");
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/idle", ACCEPT);
            assertThat(connection.head().headers()).containsExactlyInAnyOrder(HEADERS);
            assertThat(connection.chunkText()).matches("retry: [0-9]+\n\n");
            assertThat(connection.chunkText()).startsWith("id: ").endsWith("\"done\":false}\n\n");
        }
    }

    @Test
    void aParameterMayRequestAStream() throws IOException {
        producer.create("alt");
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/alt?alt=sse");
            assertThat(connection.head().headers()).containsExactlyInAnyOrder(HEADERS);
        }
    }

    @Test
    void eachStreamReceivesAnotherRetryTime() {
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
    void aConnectionIsReusableAfterTheEndOfAStream() throws IOException {
        producer.create("reused");
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/reused", ACCEPT);
            connection.head();
            producer.complete("reused");
            assertThat(connection.restText()).endsWith("event: done\ndata: {\"name\":\"operations/reused\"}\n\n");
            connection.get("/v1/operations/reused");
            assertThat(connection.text(connection.head().contentLength())).contains("\"done\":true");
            connection.get("/v1/operations/reused", ACCEPT);
            assertThat(connection.head().headers()).containsExactlyInAnyOrder(HEADERS);
            assertThat(connection.restText()).contains("event: done\n");
            connection.get("/v1/operations/reused");
            assertThat(connection.head().status()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void anUnknownOperationCausesAnErrorEnvelope() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/unknown", ACCEPT);
            RawConnection.Head head = connection.head();
            assertThat(head.status()).isEqualTo("HTTP/1.1 404 Not Found");
            assertThat(head.headers()).contains("Content-Type: application/json");
            assertThat(connection.text(head.contentLength()))
                    .startsWith("{\"error\":{\"code\":404,")
                    .contains("\"status\":\"NOT_FOUND\"");
        }
    }

    @Test
    void theIdOfTheLastRevisionCausesNoContent() throws IOException {
        producer.create("seen");
        producer.complete("seen");
        try (RawConnection connection = RawConnection.to(gateway.port());
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
}
