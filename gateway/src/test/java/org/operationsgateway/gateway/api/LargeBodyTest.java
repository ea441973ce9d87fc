package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.convention.TestBean;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Large and compressed bodies, whose parsing would delay other requests on an event loop. */
@GatewayTest
@DirtiesContext
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Spring sets the bean, and uses it.
class LargeBodyTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int LARGE_BYTES = 40_000;
    private static final Held HELD = new Held();

    /** The threads for large bodies, which do nothing until the test executes their tasks. */
    private static final class Held implements Executor {

        private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void run() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }

    @TestBean
    private Scheduler largeBodyScheduler;

    private final Api api;

    LargeBodyTest(Api api) {
        this.api = api;
    }

    static Scheduler largeBodyScheduler() {
        return Schedulers.fromExecutor(HELD);
    }

    @AfterEach
    void runAll() {
        HELD.run();
    }

    private void assertThatItIsParsedElsewhere(CompletableFuture<HttpResponse<String>> response, int status) {
        await().atMost(TIMEOUT).until(() -> !HELD.tasks.isEmpty());
        // Whatever the event loops do is done before this answer, because they do it in turn.
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            assertThat(api.post("/v1/operations", "{}").statusCode()).isEqualTo(200);
        }
        assertThat(response).isNotDone();
        await().atMost(TIMEOUT).until(() -> {
            HELD.run();
            return response.isDone();
        });
        assertThat(response.join().statusCode()).isEqualTo(status);
    }

    private CompletableFuture<HttpResponse<String>> post(byte[] body, String... headers) {
        return CompletableFuture.supplyAsync(() -> api.post("/v1/operations", body, headers));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aLargeBodyIsParsedOnAnotherThread() {
        String json = "{\"metadata\":{\"@type\":\"t/T\",\"filler\":\"" + "x".repeat(LARGE_BYTES) + "\"}}";

        assertThatItIsParsedElsewhere(
                post(json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json"), 200);
    }

    @Test
    void aLargeBodyThatIsNotJsonIsFoundOnAnotherThread() {
        byte[] body = "[".repeat(LARGE_BYTES).getBytes(StandardCharsets.UTF_8);

        assertThatItIsParsedElsewhere(post(body, "Content-Type", "application/json"), 400);
    }

    @Test
    void aCompressedBodyIsDecompressedOnAnotherThread() throws IOException {
        byte[] body = gzip("{}");

        assertThatItIsParsedElsewhere(post(body, "Content-Type", "application/json", "Content-Encoding", "gzip"), 200);
        body[0] = 0;
        assertThatItIsParsedElsewhere(post(body, "Content-Type", "application/json", "Content-Encoding", "gzip"), 400);
    }
}
