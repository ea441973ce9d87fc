package org.operationsgateway.gateway.database.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.Producer;

/**
 * A producer that updates one operation in steps, on a thread of its own. It repeats a step with the same
 * {@code requestId} until it is acknowledged, so step n is revision n, whatever fails.
 */
final class SteppingProducer implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Api api;
    private final String path;
    private final AtomicInteger acknowledged = new AtomicInteger(1);
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final Thread thread;
    private volatile String unexpected = "";

    /** Creates {@code operations/id}, and starts to update it. */
    SteppingProducer(Api api, String id) {
        this.api = api;
        this.path = "/v1/operations/" + id;
        new Producer(api).create(id);
        this.thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        try {
            for (int step = 2; running.get(); step++) {
                send(api::patch, "", "step-" + step, "{\"metadata\":" + Producer.progress(step) + "}");
                acknowledged.set(step);
                Thread.sleep(PAUSE);
            }
            send(api::post, ":complete", "end", "{}");
        } catch (InterruptedException | RuntimeException failure) {
            unexpected = failure.toString();
        }
    }

    private interface Request {
        HttpResponse<String> send(String path, String body);
    }

    private void send(Request request, String verb, String requestId, String body) throws InterruptedException {
        HttpResponse<String> response = request.send(path + verb + "?requestId=" + requestId, body);
        while (response.statusCode() != 200) {
            if (!isUnavailable(response)) {
                unexpected = response + response.body();
            }
            failures.incrementAndGet();
            Thread.sleep(PAUSE);
            response = request.send(path + verb + "?requestId=" + requestId, body);
        }
    }

    private static boolean isUnavailable(HttpResponse<String> response) {
        return response.statusCode() == 503
                && response.headers().firstValue("Retry-After").isPresent()
                && response.body().contains("\"status\":\"UNAVAILABLE\"")
                && response.body().contains("google.rpc.RetryInfo")
                && response.body().contains("A change may have been committed: read the operation before you retry.");
    }

    /** Returns the latest step that was acknowledged. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** Returns the number of requests that were answered with UNAVAILABLE. */
    int failures() {
        return failures.get();
    }

    /** Completes the operation after the present step, and returns the last step. */
    int complete() throws InterruptedException {
        running.set(false);
        thread.join(Duration.ofSeconds(40));
        assertThat(unexpected).isEmpty();
        assertThat(thread.isAlive()).isFalse();
        return acknowledged();
    }

    @Override
    public void close() {
        running.set(false);
    }
}
