package org.operationsgateway.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A client that reads and updates a small operation during an attack, and measures each request. */
final class HonestClient implements AutoCloseable {

    private static final String PATH = "/v1/operations/honest";
    private static final String UPDATE = "{\"metadata\":{\"@type\":\"type.googleapis.com/test.Step\",\"step\":1}}";
    private static final Duration MAX_P99 = Duration.ofSeconds(1);
    private static final int MIN_REQUESTS = 20;

    private final Api api;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Duration> latencies = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();
    private final List<Integer> listStatuses = new ArrayList<>();
    private final Thread thread;

    private HonestClient(GatewayProcess gateway) {
        this.api = gateway.api();
        api.post("/v1/operations?operationId=honest", UPDATE);
        this.thread = Thread.ofPlatform().name("honest").start(this::work);
    }

    static HonestClient of(GatewayProcess gateway) {
        return new HonestClient(gateway);
    }

    private void work() {
        while (!stopped.get()) {
            measure(() -> api.get(PATH).statusCode());
            measure(() -> api.patch(PATH, UPDATE).statusCode());
            listStatuses.add(api.get("/v1/operations?pageSize=1").statusCode());
        }
    }

    private void measure(IntSupplier request) {
        long start = System.nanoTime();
        int status = request.getAsInt();
        latencies.add(Duration.ofNanos(System.nanoTime() - start));
        statuses.add(status);
    }

    /** Stops, and asserts that no read or update failed and that 99 of 100 were answered in time. */
    void assertServed() throws InterruptedException {
        stopped.set(true);
        thread.join();
        List<Duration> sorted = latencies.stream().sorted().toList();
        assertThat(statuses).hasSizeGreaterThan(MIN_REQUESTS).containsOnly(200);
        assertThat(sorted.get(sorted.size() * 99 / 100)).isLessThan(MAX_P99);
        // A list needs memory of the same share as the pages of the attackers, so it may have to be retried.
        assertThat(listStatuses).contains(200).isSubsetOf(200, 429);
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
