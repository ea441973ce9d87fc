package org.operationsgateway.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/**
 * Tests of a shared cache with its default rules between client and gateway. Without {@code Cache-Control} and
 * {@code Vary}, it stores each answer for two minutes. Skipped if Varnish is not installed.
 */
class VarnishIT {

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    private final Producer producer = EXTENSION.producer();
    private @Nullable Varnish varnish;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Optional<Path> program = Varnish.program();
        assumeTrue(program.isPresent(), "varnishd is not installed");
        varnish = Varnish.start(program.orElseThrow(), EXTENSION.gateway().port(), folder);
    }

    @AfterEach
    void stop() {
        if (varnish != null) {
            varnish.close();
        }
    }

    @Test
    void noAnswerIsStale() {
        Api cached = cache();
        assertThat(cached.get("/v1/operations/stale").statusCode()).isEqualTo(404);
        assertThat(cached.post("/v1/operations?operationId=stale").statusCode()).isEqualTo(200);
        HttpResponse<String> created = cached.get("/v1/operations/stale");
        assertThat(created.body()).contains("\"done\":false");
        assertThat(cached.get("/v1/operations?filter=done=true").body()).doesNotContain("operations/stale");
        assertThat(cached.get("/v1/operations/stale:history").body()).doesNotContain("\"revision\":\"2\"");

        producer.complete("stale");

        assertThat(cached.get("/v1/operations/stale").body()).contains("\"done\":true");
        assertThat(cached.get("/v1/operations?filter=done=true").body()).contains("operations/stale");
        assertThat(cached.get("/v1/operations/stale:history").body()).contains("\"revision\":\"2\"");
        String etag = created.headers().firstValue("ETag").orElseThrow();
        assertThat(cached.get("/v1/operations/stale", "If-None-Match", etag).statusCode())
                .isEqualTo(200);
        producer.delete("stale");
        assertThat(cached.get("/v1/operations/stale").statusCode()).isEqualTo(404);
    }

    @Test
    void aStreamIsAStreamForEachClientAndJsonIsJson() {
        producer.create("streamed");
        assertThat(cache().get("/v1/operations/streamed").body()).contains("\"done\":false");
        try (SseClient client = new SseClient();
                SseConnection first = client.open(cache().uri("/v1/operations/streamed"));
                SseConnection second = client.open(cache().uri("/v1/operations/streamed"))) {
            assertThat(first.next().type()).isEqualTo("message");
            assertThat(second.next().type()).isEqualTo("message");
            assertThat(cache().get("/v1/operations/streamed").body()).startsWith("{\"name\"");
            producer.update("streamed", 2);
            assertThat(first.next().data()).contains("\"step\":2");
            assertThat(second.next().data()).contains("\"step\":2");
            producer.complete("streamed");
            String last = first.next().lastEventId();
            assertThat(second.rest()).extracting(Event::type).containsExactly("message", "done");

            assertThat(stream(last).statusCode()).isEqualTo(204);
            assertThat(stream("").body()).contains("event: done");
            assertThat(cache().get("/v1/operations/streamed").body()).contains("\"done\":true");
        }
    }

    private Api cache() {
        return Objects.requireNonNull(varnish).api();
    }

    private HttpResponse<String> stream(String lastEventId) {
        return lastEventId.isEmpty()
                ? cache().get("/v1/operations/streamed", "Accept", "text/event-stream")
                : cache().get("/v1/operations/streamed", "Accept", "text/event-stream", "Last-Event-ID", lastEventId);
    }
}
