package org.operationsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the figures that the load generator reports, against a server with known losses and rejections. */
class BenchTest {

    private final Map<String, Sinks.Many<String>> sinks = new ConcurrentHashMap<>();
    private final AtomicInteger published = new AtomicInteger();

    @TempDir
    private Path folder;

    private DisposableServer server;

    /**
     * Starts a server with the paths of nchan.
     *
     * @param lossInterval the number of messages of which the server loses one
     * @param rejectionInterval the number of messages of which the server rejects one
     */
    private void start(int lossInterval, int rejectionInterval) {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get(
                                "/subscribe/{topic}",
                                (request, response) -> response.sse()
                                        .sendString(Flux.just(":\n")
                                                .concatWith(sink(request.param("topic"))
                                                        .asFlux()
                                                        .onBackpressureBuffer())))
                        .post(
                                "/publish/{topic}",
                                (request, response) -> request.receive()
                                        .aggregate()
                                        .asString()
                                        .flatMap(body -> {
                                            int number = published.incrementAndGet();
                                            if (number % rejectionInterval == 0) {
                                                return response.status(HttpResponseStatus.TOO_MANY_REQUESTS)
                                                        .send()
                                                        .then();
                                            }
                                            if (number % lossInterval != 0) {
                                                sink(request.param("topic")).tryEmitNext("data: " + body + "\n\n");
                                            }
                                            return response.sendString(Mono.just("ok"))
                                                    .then();
                                        })))
                .bindNow();
    }

    private Sinks.Many<String> sink(String topic) {
        return sinks.computeIfAbsent(topic, key -> Sinks.many().multicast().directBestEffort());
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    private int broadcast() {
        return Bench.run(
                "broadcast",
                "--peer",
                "nchan",
                "--port",
                Integer.toString(server.port()),
                "--subscribers",
                "5",
                "--rate",
                "200",
                "--warmup",
                "0s",
                "--duration",
                "1s",
                "--json",
                result().toString());
    }

    private Path result() {
        return folder.resolve("result.json");
    }

    private JsonNode figures() throws Exception {
        return JsonMapper.shared().readTree(Files.readString(result())).path("figures");
    }

    @Test
    void countsDeliveries() throws Exception {
        start(Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(broadcast()).isZero();
        assertThat(figures().path("updatesAcknowledged").asDouble()).isBetween(190.0, 210.0);
        assertThat(figures().path("deliveriesExpected").asDouble())
                .isEqualTo(figures().path("updatesAcknowledged").asDouble() * 5);
        assertThat(figures().path("deliveriesLost").asDouble()).isZero();
        assertThat(figures().path("deliveryP50Ms").asDouble()).isPositive();
    }

    @Test
    void countsLostDeliveries() throws Exception {
        start(10, Integer.MAX_VALUE);
        assertThat(broadcast()).isEqualTo(1);
        assertThat(figures().path("deliveriesLost").asDouble()).isBetween(90.0, 110.0);
    }

    @Test
    void countsRejectedUpdates() throws Exception {
        start(Integer.MAX_VALUE, 4);
        assertThat(broadcast()).isZero();
        assertThat(figures().path("updatesRefused").asDouble()).isBetween(45.0, 55.0);
        assertThat(figures().path("deliveriesLost").asDouble()).isZero();
    }
}
