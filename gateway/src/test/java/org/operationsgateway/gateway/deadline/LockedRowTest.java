package org.operationsgateway.gateway.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deadlines while another session holds locks. */
@GatewayTest(properties = {"gateway.deadline.interval=100ms", "gateway.deadline.cancel-grace=100ms"})
class LockedRowTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    /** More than the pool of the gateway has connections. */
    private static final int REQUESTS = 12;

    private final String list = "/v1/locked/" + UUID.randomUUID() + "/operations";
    private final Api api;
    private final ConnectionFactory connections;
    private Connection other;

    LockedRowTest(Api api, ConnectionFactory connections) {
        this.api = api;
        this.connections = connections;
    }

    @BeforeEach
    void begin() {
        other = Mono.from(connections.create()).block(TIMEOUT);
        Mono.from(other.beginTransaction()).block(TIMEOUT);
    }

    @AfterEach
    void rollBack() {
        Mono.from(other.rollbackTransaction()).then(Mono.from(other.close())).block(TIMEOUT);
    }

    private void lock(String query) {
        Flux.from(other.createStatement(query + " for update").execute())
                .flatMap(result -> result.map((row, metadata) -> true))
                .blockLast(TIMEOUT);
    }

    private void create(String id, String parameters) {
        assertThat(api.post(list + "?operationId=" + id + parameters, "{}").statusCode())
                .isEqualTo(200);
    }

    private void awaitCode(String id, int code) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(api.get(list + "/" + id).body()).contains("\"code\":" + code));
    }

    @Test
    void aLockedCancelledOperationDelaysNeitherLeasesNorOtherCancellations() {
        create("locked", "&cancellation=COOPERATIVE");
        api.post(list + "/locked:cancel");
        lock("select from operation where name like '%/locked'");
        create("cancelled", "&cancellation=COOPERATIVE");
        api.post(list + "/cancelled:cancel");
        create("leased", "&lease=1s");

        awaitCode("leased", 10);
        awaitCode("cancelled", 1);
        assertThat(api.get(list + "/locked").body()).contains("\"done\":false");
    }

    @Test
    void requestsThatWaitForLocksDelayNoLease() {
        create("leased", "&lease=2s");
        for (int number = 0; number < REQUESTS; number++) {
            create("locked" + number, "");
        }
        lock("select from operation where name like '%" + list.substring("/v1/".length()) + "/locked%'");
        List<CompletableFuture<HttpResponse<String>>> updates = IntStream.range(0, REQUESTS)
                .mapToObj(number -> api.startPatch(list + "/locked" + number, "{\"metadata\":{\"@type\":\"t/T\"}}"))
                .toList();

        String delay = "select extract(epoch from end_time - create_time)::float8 from operation where name like '%"
                + list.substring("/v1/".length()) + "/leased' and done";
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(read(delay))
                        .singleElement()
                        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                        .isBetween(2.0, 4.0));
        assertThat(updates).noneMatch(CompletableFuture::isDone);
    }

    /** Reads a column past the pool of the gateway, which may have no free connection. */
    private List<Object> read(String query) {
        return Flux.from(other.createStatement(query).execute())
                .flatMap(result -> result.map((row, metadata) -> Objects.requireNonNull(row.get(0))))
                .collectList()
                .block(TIMEOUT);
    }

    @Test
    void aLockOnTheRecordOfChecksDelaysNoLease() {
        lock("select from gateway");
        create("leased", "&lease=1s");

        awaitCode("leased", 10);
    }
}
