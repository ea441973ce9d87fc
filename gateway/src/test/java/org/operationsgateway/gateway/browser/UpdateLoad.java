package org.operationsgateway.gateway.browser;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.operationsgateway.testkit.http.Api;

/** Updates at a fixed rate, each of the next operation, until it is stopped. */
final class UpdateLoad {

    private static final long TICK_MILLIS = 10;
    /** Coprime to the number of operations, so that each is updated. */
    private static final int STRIDE = 7919;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final LongAdder made = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final long start = System.nanoTime();
    private final Api api;
    private final String prefix;
    private final int operations;
    private final int rate;
    private long sent;
    private long nanos;

    private UpdateLoad(Api api, String prefix, int operations, int rate) {
        this.api = api;
        this.prefix = prefix;
        this.operations = operations;
        this.rate = rate;
    }

    /**
     * Starts the load.
     *
     * @param prefix the beginning of the names, which the numbers from 1 follow
     * @param rate updates for each second
     */
    static UpdateLoad start(RestartableGateway gateway, String prefix, int operations, int rate) {
        UpdateLoad load = new UpdateLoad(gateway.api(), prefix, operations, rate);
        var unused = load.timer.scheduleAtFixedRate(load::send, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return load;
    }

    private void send() {
        long due = (System.nanoTime() - start) * rate / Duration.ofSeconds(1).toNanos();
        for (; sent < due; sent++) {
            long number = 1 + sent * STRIDE % operations;
            String metadata = RestartableGateway.progress((int) (sent % 100), "Update " + sent);
            var unused = api.startPatch("/v1/" + prefix + number, "{\"metadata\":" + metadata + "}")
                    .whenComplete((response, failure) ->
                            (failure == null && response.statusCode() == 200 ? made : failures).increment());
        }
    }

    /** Stops the load. Requests that are open may still be made. */
    void stop() {
        timer.shutdown();
        nanos = System.nanoTime() - start;
    }

    double perSecond() {
        return made.sum() * 1e9 / nanos;
    }

    long failed() {
        return failures.sum();
    }
}
