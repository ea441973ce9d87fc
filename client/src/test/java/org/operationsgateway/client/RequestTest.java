package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.client.Wire.NAME;
import static org.operationsgateway.client.Wire.done;
import static org.operationsgateway.client.Wire.running;
import static org.operationsgateway.client.Wire.state;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.client.event.OperationFailedException;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Tests of credentials, retries and outcomes, against a server that follows a script. */
class RequestTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String UNAVAILABLE = Wire.error(503, "UNAVAILABLE", "DATABASE_UNAVAILABLE");
    private static final String UNAUTHENTICATED = Wire.error(401, "UNAUTHENTICATED", "CREDENTIAL_INVALID");

    private final ScriptedServer server = new ScriptedServer();
    private final AtomicInteger tokens = new AtomicInteger();
    private final OperationsClient client = OperationsClient.builder()
            .baseUrl(server.url())
            .token(() -> Mono.fromSupplier(() -> "token-" + tokens.incrementAndGet()))
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void anUnavailableServerIsTriedAgain() {
        server.thenAnswer(503, "application/json", UNAVAILABLE)
                .thenAnswer(503, "text/html", "<html>")
                .thenJson(running(1));

        StepVerifier.create(client.get(NAME))
                .expectNextCount(1)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void retriesEnd() {
        assertCode(client.get(NAME).flux(), Code.UNAVAILABLE);
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void retriesAreATenthOfTheRequestsBeyondTheReserve() {
        StepVerifier.create(Flux.range(0, 50).flatMap(i -> client.get(NAME).onErrorComplete()))
                .expectComplete()
                .verify(TIMEOUT);

        assertThat(server.requests()).hasSizeBetween(55, 68);
    }

    @Test
    void anInvalidRequestIsNotRetried() {
        server.thenAnswer(400, "application/json", Wire.error(400, "INVALID_ARGUMENT", "INVALID_FILTER"));

        assertCode(client.list("", "?"), Code.INVALID_ARGUMENT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theDelayThatTheServerDemandsIsKept() {
        server.thenAnswer(
                        429, "application/json\r\nRetry-After: 1", Wire.error(429, "RESOURCE_EXHAUSTED", "OVERLOADED"))
                .thenJson(running(1));

        assertThat(StepVerifier.create(client.get(NAME))
                        .expectNextCount(1)
                        .expectComplete()
                        .verify(TIMEOUT))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRefusedTokenIsReplacedOnce() {
        server.thenAnswer(401, "application/json", UNAUTHENTICATED).thenJson(running(1));

        StepVerifier.create(client.get(NAME))
                .expectNextCount(1)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.header(0, "authorization")).isEqualTo("Bearer token-1");
        assertThat(server.header(1, "authorization")).isEqualTo("Bearer token-2");
    }

    @Test
    void aTokenThatIsRefusedTwiceIsAnError() {
        server.thenAnswer(401, "application/json", UNAUTHENTICATED)
                .thenAnswer(401, "application/json", UNAUTHENTICATED);

        assertCode(client.get(NAME).flux(), Code.UNAUTHENTICATED);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aTokenThatExpiresBetweenTwoConnectionsOfAStreamIsReplacedOnce() {
        server.thenStream(Wire.retry() + state("x-1", running(1)))
                .thenAnswer(401, "application/json", UNAUTHENTICATED)
                .thenStream(Wire.retry() + state("x-2", running(2)))
                .thenAnswer(401, "application/json", UNAUTHENTICATED)
                .thenAnswer(401, "application/json", UNAUTHENTICATED);

        StepVerifier.create(client.watch(NAME))
                .expectNextCount(2)
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("UNAUTHENTICATED"))
                .verify(TIMEOUT);
        assertThat(server.header(2, "last-event-id")).isEqualTo("x-1");
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void aTokenSupplierThatFailsIsTheFailure() {
        OperationsClient other = OperationsClient.builder()
                .baseUrl(server.url())
                .token(() -> Mono.error(new IllegalStateException("no login")))
                .build();

        StepVerifier.create(other.watch(NAME)).expectErrorMessage("no login").verify(TIMEOUT);
        other.close();
    }

    @Test
    void anAwaitEndsAtItsTimeoutAndClosesTheStream() {
        server.thenOpenStream(state("x-1", running(1)));

        StepVerifier.create(client.await(NAME, Duration.ofMillis(1500)))
                .expectError(TimeoutException.class)
                .verify(TIMEOUT);
    }

    @Test
    void aFailedOperationHasTheStatusOfItsError() {
        server.thenStream(
                state("x-1", "{\"name\":\"operations/a\",\"done\":true,\"error\":{\"code\":9,\"message\":\"disk\"}}"));

        StepVerifier.create(client.response(NAME, String.class))
                .expectErrorSatisfies(failure -> {
                    OperationFailedException failed = (OperationFailedException) failure;
                    assertThat(failed.status().code()).contains(Code.FAILED_PRECONDITION);
                    assertThat(failed).hasMessage("FAILED_PRECONDITION: disk");
                    assertThat(failed.operation().done()).isTrue();
                })
                .verify(TIMEOUT);
    }

    @Test
    void anOperationWithoutAResultHasNoResponse() {
        server.thenStream(state("x-1", "{\"name\":\"operations/a\",\"done\":true}"));

        StepVerifier.create(client.response(NAME, String.class))
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void aResponseOfAnotherTypeIsAnIllegalArgument() {
        server.thenStream(state("x-1", done().replace("99", "\"many\"")));

        StepVerifier.create(client.response(NAME, Step.class))
                .expectError(IllegalArgumentException.class)
                .verify(TIMEOUT);
    }

    record Step(int step) {}

    @Test
    void aListWhosePagesRepeatIsAnError() {
        server.thenJson("{\"operations\":[],\"nextPageToken\":\"t\"}")
                .thenJson("{\"operations\":[],\"nextPageToken\":\"t\"}");

        assertCode(client.list("", ""), Code.DATA_LOSS);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aHandleWithoutALeaseIsNotKept() throws InterruptedException {
        server.thenJson(running(1));
        WeakReference<OperationHandle> handle = new WeakReference<>(
                client.create("", CreateOptions.defaults().withoutLease()).block(TIMEOUT));
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (handle.get() != null && System.nanoTime() < end) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(10);
        }

        assertThat(handle.get()).isNull();
    }

    @Test
    void pagesAreRequestedOnDemand() {
        server.thenJson("{\"operations\":[" + running("operations/a", 1) + "," + running("operations/b", 1)
                        + "],\"nextPageToken\":\"t 1\"}")
                .thenJson("{\"operations\":[],\"nextPageToken\":\"t2\"}")
                .thenJson("{\"operations\":[" + running("operations/c", 1) + "]}");

        StepVerifier.create(client.list("projects/p", "done=false"), 0)
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(server.requests()).hasSize(1))
                .thenRequest(10)
                .expectNextCount(2)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.requests().get(0))
                .startsWith("GET /v1/projects/p/operations?filter=done%3Dfalse&pageToken= ");
        assertThat(server.requests().get(1)).contains("&pageToken=t%201 ");
    }

    @Test
    void aCreationIsRetriedWithTheSameRequestId() {
        server.thenAnswer(503, "application/json", UNAVAILABLE).thenJson(running(1));

        CreateOptions options = CreateOptions.defaults()
                .withOperationId("a b")
                .withLease(Duration.ofMillis(90_500))
                .withMetadata(Wire.step(1));
        StepVerifier.create(client.create("projects/p", options).doOnNext(handle -> handle.release()))
                .assertNext(handle -> assertThat(handle.name()).hasToString(NAME))
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.requests().get(0))
                .startsWith("POST /v1/projects/p/operations?requestId=")
                .contains("&cancellation=COOPERATIVE&operationId=a%20b&lease=90.500000000s ")
                .endsWith("\r\n\r\n{\"metadata\":" + Wire.step(1) + "}");
        assertThat(server.requests().get(1).lines().findFirst())
                .isEqualTo(server.requests().get(0).lines().findFirst());
    }

    @Test
    void nothingIsSentBeforeASubscription() {
        client.watch(NAME);
        client.create("", CreateOptions.defaults());
        client.cancel(NAME);

        assertThat(server.requests()).isEmpty();
        assertThat(tokens).hasValue(0);
    }

    private static void assertCode(Flux<?> flux, Code code) {
        StepVerifier.create(flux)
                .expectErrorSatisfies(failure ->
                        assertThat(((StatusException) failure).status().code()).contains(code))
                .verify(TIMEOUT);
    }
}
