package org.operationsgateway.gateway.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.OtherSession;
import org.operationsgateway.testkit.http.Api;

/** Deadlines while another session holds locks. */
@GatewayTest(properties = {"gateway.deadline.interval=100ms", "gateway.deadline.cancel-grace=100ms"})
class LockedRowTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    /** More than the pool of the gateway has connections. */
    private static final int REQUESTS = 12;

    private final String list = "/v1/locked/" + UUID.randomUUID() + "/operations";
    private final Api api;
    private final OtherSession other;

    LockedRowTest(Api api, OtherSession other) {
        this.api = api;
        this.other = other;
    }

    @BeforeEach
    void begin() {
        other.begin();
    }

    @AfterEach
    void rollBack() {
        other.rollBack();
    }

    private void lock(String query) {
        other.texts(query + " for update");
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
        lock("select 1 from operation where name like '%/locked'");
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
        lock("select 1 from operation where name like '%" + list.substring("/v1/".length()) + "/locked%'");
        List<CompletableFuture<HttpResponse<String>>> updates = IntStream.range(0, REQUESTS)
                .mapToObj(number -> api.startPatch(list + "/locked" + number, "{\"metadata\":{\"@type\":\"t/T\"}}"))
                .toList();

        String delay = "select extract(epoch from end_time - create_time)::float8 from operation where name like '%"
                + list.substring("/v1/".length()) + "/leased' and done";
        await().atMost(TIMEOUT)
                // Past the pool of the gateway, which may have no free connection.
                .untilAsserted(() -> assertThat(other.texts(delay))
                        .singleElement()
                        .extracting(Double::valueOf, InstanceOfAssertFactories.DOUBLE)
                        .isBetween(2.0, 4.0));
        assertThat(updates).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aLockOnTheRecordOfChecksDelaysNoLease() {
        lock("select 1 from gateway");
        create("leased", "&lease=1s");

        awaitCode("leased", 10);
    }
}
