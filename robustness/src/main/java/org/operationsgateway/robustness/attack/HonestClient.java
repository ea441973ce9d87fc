package org.operationsgateway.robustness.attack;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.operationsgateway.testkit.http.Api;

/** A client that updates an operation and reads it, again and again, and records the time of each request. */
final class HonestClient implements AutoCloseable {

    private static final String COLLECTION = "/v1/honest/operations";
    private static final String BODY = "{\"metadata\":{\"@type\":\"t/T\",\"percent\":42}}";
    private static final String[] JSON = {"Content-Type", "application/json", "Authorization", "Bearer " + Keys.HONEST};
    private static final String[] KEY = {"Authorization", "Bearer " + Keys.HONEST};
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Api api;
    private final Thread thread;
    private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean closed;
    /** The time at which the current request was sent; 0 between two requests. */
    private volatile long sentNanos;

    private HonestClient(Api api) {
        this.api = api;
        this.thread = Thread.ofPlatform().name("honest-client").unstarted(this::work);
    }

    /** Starts a client. */
    static HonestClient start(Api api) {
        HonestClient client = new HonestClient(api);
        api.send("POST", COLLECTION + "?operationId=job", BODY, JSON);
        client.thread.start();
        return client;
    }

    private void work() {
        while (!closed) {
            times.add(time(
                    () -> api.send("PATCH", COLLECTION + "/job", BODY, JSON).statusCode()));
            times.add(time(() -> api.get(COLLECTION + "/job", KEY).statusCode()));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Returns the time of a request; a day if it fails. */
    private Duration time(IntSupplier request) {
        long start = System.nanoTime();
        sentNanos = start;
        try {
            return request.getAsInt() == 200 ? Duration.ofNanos(System.nanoTime() - start) : Duration.ofDays(1);
        } catch (UncheckedIOException e) {
            return Duration.ofDays(1);
        } finally {
            sentNanos = 0;
        }
    }

    /** Removes and returns the times up to now, in ascending order, with that of a request without a response yet. */
    List<Duration> takeTimes() {
        synchronized (times) {
            List<Duration> taken = new ArrayList<>(times);
            times.clear();
            long sent = sentNanos;
            if (sent != 0) {
                taken.add(Duration.ofNanos(System.nanoTime() - sent));
            }
            Collections.sort(taken);
            return taken;
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
