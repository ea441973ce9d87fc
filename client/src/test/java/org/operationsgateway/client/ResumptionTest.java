package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.client.Wire.NAME;
import static org.operationsgateway.client.Wire.done;
import static org.operationsgateway.client.Wire.event;
import static org.operationsgateway.client.Wire.full;
import static org.operationsgateway.client.Wire.retry;
import static org.operationsgateway.client.Wire.running;
import static org.operationsgateway.client.Wire.state;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.client.event.OperationEvent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.OperationJson;
import reactor.test.StepVerifier;

/** Tests of streams that break, against a server that follows a script. */
class ResumptionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ScriptedServer server = new ScriptedServer();
    private final OperationsClient client = OperationsClient.builder()
            .baseUrl(server.url())
            .idleTimeout(Duration.ofSeconds(1))
            .maxOutage(Duration.ofSeconds(10))
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void theStreamCompletesAfterTheDoneState() {
        server.thenOpenStream(retry() + state("x-1", running(1)) + state("x-2", done()) + event("done", "{}"));

        assertStates(running(1), done());
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().getFirst()).startsWith("GET /v1/" + NAME + " HTTP/1.1\r\n");
        assertThat(server.header(0, "accept")).isEqualTo("text/event-stream");
        assertThat(server.header(0, "last-event-id")).isEmpty();
    }

    @Test
    void aStreamThatEndsIsResumedAfterTheLastState() {
        server.thenStream(retry() + state("x-1", running(1)) + state("x-2", running(2)))
                .thenStream(retry())
                .thenStream(state("x-3", done()));

        assertStates(running(1), running(2), done());
        assertThat(server.header(1, "last-event-id")).isEqualTo("x-2");
        assertThat(server.header(2, "last-event-id")).isEqualTo("x-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 20, 30, 50, 70, 84, 85})
    void aStateThatIsCutIsNotEmittedAndNotSkipped(int length) {
        String second = state("x-2", running(2));
        byte[] bytes = second.getBytes(StandardCharsets.UTF_8);
        server.then(answer -> answer.write(ScriptedServer.STREAM_HEAD + retry() + state("x-1", running(1)))
                        .write(Arrays.copyOf(bytes, Math.min(length, bytes.length - 1))))
                .thenStream(second + state("x-3", done()));

        assertStates(running(1), running(2), done());
        assertThat(server.header(1, "last-event-id")).isEqualTo("x-1");
    }

    @Test
    void aCutInsideACharacterIsResumed() {
        String second = state("x-2", running(2).replace("t/T", "t/Té€😀"));
        byte[] bytes = second.getBytes(StandardCharsets.UTF_8);
        int euro = second.indexOf('€') + 2;
        server.then(answer -> answer.write(ScriptedServer.STREAM_HEAD + retry() + state("x-1", running(1)))
                        .write(Arrays.copyOf(bytes, euro)))
                .thenStream(second + state("x-3", done()));

        assertStates(running(1), running(2).replace("t/T", "t/Té€😀"), done());
    }

    @Test
    void aReplicaThatIsGoneIsTriedAgain() {
        server.thenStream(retry() + state("x-1", running(1)))
                .then(answer -> {})
                .thenAnswer(502, "text/html", "<html>Bad Gateway</html>")
                .thenAnswer(503, "application/json", Wire.error(503, "UNAVAILABLE", "SHUTTING_DOWN"))
                .thenStream(state("x-2", done()));

        assertStates(running(1), done());
    }

    @Test
    void aSilentStreamIsOpenedAgain() {
        server.thenOpenStream(retry() + state("x-1", running(1))).thenStream(state("x-2", done()));

        assertStates(running(1), done());
    }

    @Test
    void heartbeatsKeepAStreamOpen() {
        server.then(answer -> {
            answer.write(ScriptedServer.STREAM_HEAD + retry() + state("x-1", running(1)));
            for (int i = 0; i < 10; i++) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                answer.write(":\n");
            }
            answer.write(state("x-2", done()));
        });

        assertStates(running(1), done());
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aSlowSubscriberIsNoSilentServer() {
        server.thenOpenStream(retry() + state("x-1", running(1)) + state("x-2", running(2)) + state("x-3", done()));

        StepVerifier.create(client.watch(NAME), 1)
                .expectNext(operation(running(1)))
                .expectNoEvent(Duration.ofMillis(2500))
                .thenRequest(2)
                .expectNext(operation(running(2)), operation(done()))
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aResetIsVisibleAmongTheEvents() {
        server.thenStream(retry() + state("x-1", running(1)))
                .thenStream(event("reset", "{\"reason\":\"LOG_TRUNCATED\"}"))
                .thenStream(state("x-7", running(7)) + state("x-8", done()));

        StepVerifier.create(client.events(NAME))
                .expectNext(new OperationEvent.Changed(operation(running(1))))
                .expectNext(new OperationEvent.Reset("LOG_TRUNCATED"))
                .expectNext(new OperationEvent.Changed(operation(running(7))))
                .expectNext(new OperationEvent.Changed(operation(done())))
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.header(2, "last-event-id")).isEmpty();
    }

    @Test
    void aCancellationRequestIsEmittedOnce() {
        String cancel = event("cancel", "{\"name\":\"operations/a\"}");
        server.thenStream(retry() + state("x-1", running(1)) + cancel).thenStream(cancel + state("x-2", done()));

        StepVerifier.create(client.events(NAME))
                .expectNextCount(1)
                .expectNext(new OperationEvent.CancelRequested())
                .expectNext(new OperationEvent.Changed(operation(done())))
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void aDeletedOperationIsNotFound() {
        server.thenOpenStream(state("x-1", running(1)) + event("deleted", "{\"name\":\"operations/a\"}"));

        StepVerifier.create(client.watch(NAME))
                .expectNextCount(1)
                .expectErrorSatisfies(failure -> assertCode(failure, Code.NOT_FOUND))
                .verify(TIMEOUT);
    }

    @Test
    void anOverloadedServerIsTriedAgainAfterItsDelay() {
        server.thenStream("retry: 200\n\n" + event("overloaded", "{\"reason\":\"OVERLOADED\"}"))
                .thenStream(state("x-1", done()));

        assertThat(StepVerifier.create(client.await(NAME))
                        .expectNextCount(1)
                        .expectComplete()
                        .verify(TIMEOUT))
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void anUnknownEventIsPassedOver() {
        server.thenStream(event("later", "{}") + state("x-1", done()));

        assertStates(done());
    }

    @Test
    void anOutageLongerThanTheLimitIsUnavailable() {
        OperationsClient impatient = OperationsClient.builder()
                .baseUrl(server.url())
                .maxOutage(Duration.ofMillis(700))
                .build();
        server.thenStream(retry() + state("x-1", running(1)));

        StepVerifier.create(impatient.watch(NAME))
                .expectNextCount(1)
                .expectErrorSatisfies(failure -> assertCode(failure, Code.UNAVAILABLE))
                .verify(TIMEOUT);
        impatient.close();
    }

    @Test
    void whereStreamsAreBrokenTheStatesAreReadWithWait() {
        OperationsClient impatient = OperationsClient.builder()
                .baseUrl(server.url())
                .firstEventTimeout(Duration.ofMillis(500))
                .build();
        server.thenOpenStream("")
                .thenOpenStream("")
                .thenJson(full(running(1), "x", 1))
                .thenJson(full(running(1), "x", 1))
                .thenJson(full(done(), "x", 2));

        StepVerifier.create(impatient.events(NAME))
                .expectNext(new OperationEvent.Reset(OperationEvent.Reset.STREAM_UNAVAILABLE))
                .expectNext(new OperationEvent.Changed(operation(running(1))))
                .expectNext(new OperationEvent.Reset(OperationEvent.Reset.STREAM_UNAVAILABLE))
                .expectNext(new OperationEvent.Changed(operation(done())))
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.requests().get(2)).startsWith("GET /v1/operations/a:wait?view=FULL&timeout=20s ");
        impatient.close();
    }

    @Test
    void theAnswer204MeansThatTheOperationIsDone() {
        server.thenStream(retry() + state("x-1", running(1)))
                .thenAnswer(204, "text/plain", "")
                .thenJson(full(done(), "x", 2));

        assertStates(running(1), done());
    }

    @Test
    void theLatestStateIsEnoughForADisplay() {
        server.thenOpenStream(retry() + state("x-1", running(1)) + state("x-2", running(2)) + state("x-3", done()));

        StepVerifier.create(client.latest(NAME), 1)
                .expectNext(operation(running(1)))
                .thenAwait(Duration.ofMillis(500))
                .thenRequest(5)
                .expectNext(operation(done()))
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.requests().getFirst()).startsWith("GET /v1/operations/a?conflate=true ");
    }

    private void assertStates(String... states) {
        StepVerifier.create(client.watch(NAME).collectList())
                .assertNext(received -> assertThat(received)
                        .isEqualTo(List.of(states).stream()
                                .map(ResumptionTest::operation)
                                .toList()))
                .expectComplete()
                .verify(TIMEOUT);
    }

    private static Operation operation(String json) {
        return OperationJson.parseReceived(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertCode(Throwable failure, Code code) {
        assertThat(failure).isInstanceOf(StatusException.class);
        assertThat(((StatusException) failure).status().code()).contains(code);
    }
}
