package org.operationsgateway.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.operationsgateway.gateway.delivery.Repository;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.proxy.ProxyConfiguration;
import org.operationsgateway.testkit.proxy.ProxyProcess;
import org.operationsgateway.testkit.proxy.ProxyProgram;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/**
 * Tests of streams through proxies, with the configurations in {@code config/proxies}: those that only forward, and
 * those that {@code docs/proxies.md} recommends. Skipped for a proxy that is not installed.
 */
class ProxiesIT {

    private static final Path RECOMMENDED = Repository.ROOT.resolve("config/proxies");
    private static final Path STOCK = RECOMMENDED.resolve("stock");
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(2);
    /** Typical values are below 10 ms. A busy machine stalls at times. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(1);

    private static final int UPDATES = 50;

    @RegisterExtension
    private static final GatewayExtension EXTENSION =
            new GatewayExtension("gateway.watch.heartbeat=" + HEARTBEAT.toMillis() + "ms");

    static final List<Arguments> CONFIGURATIONS = Arrays.stream(ProxyProgram.values())
            .flatMap(program -> Stream.of(STOCK, RECOMMENDED).map(folder -> Arguments.of(program, folder)))
            .toList();

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer direct = EXTENSION.producer();
    private final SseClient client = new SseClient();

    @TempDir
    private Path temporary;

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @FieldSource("CONFIGURATIONS")
    void eachEventIsForwardedAtOnceAndSoIsTheEnd(ProxyProgram program, Path folder) throws Exception {
        try (ProxyProcess proxy = start(configuration(program, folder))) {
            String id = "events-" + UUID.randomUUID();
            direct.create(id);
            long opened = System.nanoTime();
            try (SseConnection stream = client.open(proxy.api().uri("/v1/operations/" + id))) {
                long first = firstEvent(stream) - opened;
                long[] delays = LongStream.rangeClosed(2, UPDATES)
                        .map(step -> delay(stream, () -> direct.update(id, (int) step)))
                        .sorted()
                        .toArray();
                long end = delay(stream, () -> direct.complete(id));
                assertThat(stream.rest()).extracting(Event::type).containsExactly("done");
                report("%s %s: first event %d us, median %d us, maximum %d us, done state %d us%n"
                        .formatted(
                                program,
                                folder.getFileName(),
                                first / 1000,
                                delays[delays.length / 2] / 1000,
                                delays[delays.length - 1] / 1000,
                                end / 1000));
                assertThat(LongStream.concat(LongStream.of(first, end), Arrays.stream(delays)))
                        .allMatch(delay -> delay < MAX_DELAY.toNanos());
            }
        }
    }

    /** Adds a line to a file, because the figures of {@code docs/proxies.md} are measured here. */
    private static void report(String line) throws IOException {
        Path file = Repository.ROOT.resolve("gateway/target/proxies.txt");
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Returns the time from a request to the arrival of its state. */
    private static long delay(SseConnection stream, Runnable change) {
        long start = System.nanoTime();
        change.run();
        return firstEvent(stream) - start;
    }

    private static long firstEvent(SseConnection stream) {
        SseConnection.Timed next = stream.nextTimed();
        while (!(next.item() instanceof Event)) {
            next = stream.nextTimed();
        }
        return next.nanoTime();
    }

    @ParameterizedTest
    @FieldSource("CONFIGURATIONS")
    void aStreamResumesAfterItsLastEvent(ProxyProgram program, Path folder) throws Exception {
        try (ProxyProcess proxy = start(configuration(program, folder))) {
            String path = "/v1/operations/resumed-" + UUID.randomUUID();
            String id = path.substring(path.lastIndexOf('/') + 1);
            direct.create(id);
            String first;
            try (SseConnection stream = client.open(proxy.api().uri(path))) {
                first = stream.next().lastEventId();
            }
            direct.update(id, 2);
            direct.complete(id);
            String last;
            try (SseConnection resumed = client.reopen(proxy.api().uri(path), first)) {
                List<Event> rest = resumed.rest();
                assertThat(rest).extracting(Event::type).containsExactly("message", "message", "done");
                last = rest.getLast().lastEventId();
            }
            try (SseConnection ended = client.reopen(proxy.api().uri(path), last)) {
                assertThat(ended.head().statusCode()).isEqualTo(204);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("CONFIGURATIONS")
    void methodsWithAColonAndFiltersAreForwarded(ProxyProgram program, Path folder) throws Exception {
        try (ProxyProcess proxy = start(configuration(program, folder))) {
            Api api = proxy.api();
            String parent = "/v1/projects/p" + UUID.randomUUID() + "/operations";
            String path = parent + "/a.b~c";
            assertThat(api.post(parent + "?operationId=a.b~c", "{}").statusCode())
                    .isEqualTo(200);
            assertThat(api.patch(path, "{\"metadata\":" + Producer.progress(2) + "}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(api.post(path + ":heartbeat", "{}").statusCode()).isEqualTo(200);
            assertThat(api.get(parent + "?filter=done%3Dfalse%20AND%20metadata.step%3E1")
                            .body())
                    .contains("a.b~c");
            CompletableFuture<?> waiting = api.start("POST", path + ":wait")
                    .thenAccept(response -> assertThat(response.body()).contains("\"done\":true"));
            assertThat(api.post(path + ":cancel", "{}").statusCode()).isEqualTo(200);
            waiting.get(10, TimeUnit.SECONDS);
            assertThat(api.get(path + ":history").body()).contains("\"revision\":\"2\"");
            assertThat(api.get(path, "Accept", "application/x-ndjson").body()).contains("\"done\":true");
            assertThat(api.delete(path).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @FieldSource("CONFIGURATIONS")
    void aClientThatDisconnectsLeavesNoStreamOpen(ProxyProgram program, Path folder) throws Exception {
        try (ProxyProcess proxy = start(configuration(program, folder))) {
            String id = "left-" + UUID.randomUUID();
            direct.create(id);
            try (SseConnection stream = client.open(proxy.api().uri("/v1/operations/" + id))) {
                stream.next();
                assertThat(gateway.metric("gateway_streams_open")).isEqualTo(1);
            }
            await().untilAsserted(() ->
                    assertThat(gateway.metric("gateway_streams_open")).isZero());
        }
    }

    /** Caddy has no such timeout by default. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CADDY")
    void heartbeatsKeepAnIdleStreamOpenWhereALongWaitFails(ProxyProgram program) throws Exception {
        ProxyConfiguration impatient = withIdleTimeout(configuration(program, RECOMMENDED));
        try (ProxyProcess proxy = start(impatient)) {
            String id = "idle-" + UUID.randomUUID();
            direct.create(id);
            try (SseConnection stream = client.open(proxy.api().uri("/v1/operations/" + id))) {
                stream.next();
                int status = proxy.api()
                        .post("/v1/operations/" + id + ":wait", "{\"timeout\":\"5s\"}")
                        .statusCode();
                assertThat(status).isIn(502, 504);
                // The proxy has ended the wait after its timeout. The stream has been idle for as long, twice.
                long until = System.nanoTime() + IDLE_TIMEOUT.toNanos();
                while (stream.nextTimed().nanoTime() < until) {
                    assertThat(stream.poll()).isNull();
                }
                direct.update(id, 2);
                assertThat(stream.next().data()).contains("\"step\":2");
            }
        }
    }

    private static ProxyConfiguration withIdleTimeout(ProxyConfiguration recommended) {
        return switch (recommended.program()) {
            case NGINX -> recommended.replace("proxy_read_timeout 75s", "proxy_read_timeout 2s");
            case HAPROXY -> recommended.replace("timeout server 75s", "timeout server 2s");
            case APACHE -> recommended.replace("ProxyTimeout 75", "ProxyTimeout 2");
            case CADDY -> throw new IllegalArgumentException("Caddy has no such timeout.");
        };
    }

    private ProxyConfiguration configuration(ProxyProgram program, Path folder) throws IOException {
        return ProxyConfiguration.read(program, folder).withGateways(List.of(gateway.port()));
    }

    private ProxyProcess start(ProxyConfiguration configuration) throws IOException, InterruptedException {
        assumeTrue(configuration.program().isInstalled(), configuration.program() + " is not installed");
        return ProxyProcess.start(configuration, temporary);
    }
}
