package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.client.Wire.NAME;
import static org.operationsgateway.client.Wire.done;
import static org.operationsgateway.client.Wire.event;
import static org.operationsgateway.client.Wire.full;
import static org.operationsgateway.client.Wire.running;
import static org.operationsgateway.client.Wire.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.operation.Operation;
import reactor.test.StepVerifier;

/** Tests of watches that share one collection stream. The stream and the first read are answered in any order. */
class SharingTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int DONE = 1000;
    private static final String SYNCED = "id: c1\n" + event("synced", "{}");

    private final CountDownLatch latch = new CountDownLatch(1);
    private final ScriptedServer server = new ScriptedServer();
    private final OperationsClient client =
            OperationsClient.builder().baseUrl(server.url()).shareStreams().build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void changesThatTheReadContainsAreDropped() {
        server.onRead(full(running(2), "x", 2)).onStream(answer -> {
            answer.write(ScriptedServer.STREAM_HEAD + change(1) + change(2) + SYNCED);
            awaitLatch();
            answer.write(change(3) + "data: " + full(done(), "x", 4) + "\n\n").awaitClose();
        });

        StepVerifier.create(client.watch(NAME).map(SharingTest::step))
                .expectNext(2)
                .then(latch::countDown)
                .expectNext(3, DONE)
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void twoWatchesShareOneStream() {
        server.onRead(full(running(1), "x", 1)).onStream(answer -> {
            answer.write(ScriptedServer.STREAM_HEAD + SYNCED);
            awaitLatch();
            answer.write("data: " + full(done(), "x", 2) + "\n\n").awaitClose();
        });

        StepVerifier.create(client.watch(NAME).mergeWith(client.watch(NAME)).map(SharingTest::step))
                .expectNext(1, 1)
                .then(latch::countDown)
                .expectNext(DONE, DONE)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.requests().stream().filter(request -> request.contains("text/event-stream")))
                .hasSize(1);
    }

    @Test
    void aSlowSubscriberLeavesForAStreamOfItsOwnAndMissesNothing() {
        server.onRead(full(running(1), "x", 1))
                .onStream(answer -> {
                    StringBuilder changes = new StringBuilder(ScriptedServer.STREAM_HEAD + SYNCED);
                    for (int i = 2; i <= 400; i++) {
                        changes.append(change(i));
                    }
                    answer.write(changes.toString()).awaitClose();
                })
                .onStream(answer -> {
                    StringBuilder changes = new StringBuilder(ScriptedServer.STREAM_HEAD);
                    int first = 1
                            + Integer.parseInt(server.header(server.requests().size() - 1, "last-event-id")
                                    .split("-", -1)[1]);
                    for (int i = first; i <= 400; i++) {
                        changes.append(state("x-" + i + "-x", running(i)));
                    }
                    answer.write(changes + state("x-401-x", done())).awaitClose();
                });

        StepVerifier.create(client.watch(NAME).map(SharingTest::step), 1)
                .expectNext(1)
                .expectNoEvent(Duration.ofSeconds(2))
                .thenRequest(Long.MAX_VALUE)
                .recordWith(ArrayList::new)
                .expectNextCount(400)
                .consumeRecordedWith(steps -> assertThat(steps)
                        .startsWith(2, 3, 4)
                        .endsWith(399, 400, DONE)
                        .doesNotHaveDuplicates())
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void anOperationThatIsRemovedIsNotFound() {
        server.onRead(full(running(1), "x", 1)).onStream(answer -> {
            answer.write(ScriptedServer.STREAM_HEAD + SYNCED);
            awaitLatch();
            answer.write(event("removed", "{\"name\":\"" + NAME + "\"}")).awaitClose();
        });

        StepVerifier.create(client.watch(NAME))
                .expectNextCount(1)
                .then(latch::countDown)
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("NOT_FOUND"))
                .verify(TIMEOUT);
    }

    @Test
    void afterAResetWithoutTheOperationItIsReadAgain() {
        server.onRead(full(running(1), "x", 1)).onRead(full(done(), "x", 7)).onStream(answer -> {
            answer.write(ScriptedServer.STREAM_HEAD + SYNCED);
            awaitLatch();
            answer.write(event("reset", "{\"reason\":\"TOO_FAR_BEHIND\"}") + "id: c2\n" + event("synced", "{}"))
                    .awaitClose();
        });

        StepVerifier.create(client.watch(NAME).map(SharingTest::step))
                .expectNext(1)
                .then(latch::countDown)
                .expectNext(DONE)
                .expectComplete()
                .verify(TIMEOUT);
    }

    private void awaitLatch() {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The test has not released the stream");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String change(int step) {
        return "data: " + full(running(step), "x", step) + "\n\n";
    }

    private static int step(Operation operation) {
        return operation.done()
                ? DONE
                : Integer.parseInt(operation.metadata().json().replaceAll(".*\"step\":([0-9]+).*", "$1"));
    }
}
