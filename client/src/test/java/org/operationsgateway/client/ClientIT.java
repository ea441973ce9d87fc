package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.client.event.OperationFailedException;
import org.operationsgateway.client.event.OperationRevision;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.client.produce.ShutdownPolicy;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.progress.Progress;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.testkit.process.GatewayExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

/** Tests of the client against a gateway. */
class ClientIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final AtomicInteger IDS = new AtomicInteger();

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension("gateway.deadline.interval=200ms");

    private static OperationsClient client;

    private final String parent = "projects/p" + IDS.incrementAndGet();
    private final String name = parent + "/operations/a";
    private final CreateOptions options = CreateOptions.defaults().withOperationId("a");

    record Report(String title, int pages) {}

    @BeforeAll
    static void connect() {
        client = builder().build();
    }

    private static OperationsClientBuilder builder() {
        return OperationsClient.builder()
                .baseUrl("http://localhost:" + GATEWAY.gateway().port());
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void theResponseOfTheWorkIsAwaitedByAnyone() {
        Mono<Operation> work = client.run(parent, options, handle -> {
            handle.update(Progress.builder().percent(50).build());
            return Mono.delay(Duration.ofMillis(200)).thenReturn(new Report("Q3", 12));
        });

        StepVerifier.create(work)
                .assertNext(operation -> assertThat(operation.done()).isTrue())
                .expectComplete()
                .verify(TIMEOUT);
        StepVerifier.create(client.response(name, Report.class))
                .expectNext(new Report("Q3", 12))
                .expectComplete()
                .verify(TIMEOUT);
        StepVerifier.create(client.history(name).map(OperationRevision::number))
                .expectNext(1L, 2L, 3L)
                .expectComplete()
                .verify(TIMEOUT);
    }

    @ParameterizedTest
    @EnumSource(HttpVersion.class)
    void everyStateIsWatchedWithEachVersionOfHttp(HttpVersion version) {
        try (OperationsClient other = builder().httpVersion(version).build()) {
            OperationHandle handle =
                    other.create(parent, options.withMetadata(Wire.step(1))).block(TIMEOUT);

            StepVerifier.create(other.watch(name).map(ClientIT::step))
                    .expectNext(1)
                    .then(() -> handle.replaceMetadata(Wire.step(2)).block(TIMEOUT))
                    .expectNext(2)
                    .then(() -> handle.complete().block(TIMEOUT))
                    .expectNext(2)
                    .expectComplete()
                    .verify(TIMEOUT);
        }
    }

    @Test
    void updatesAreConflatedAndTheLastOneIsSent() {
        StepVerifier.create(client.run(
                        parent,
                        options,
                        handle -> Mono.fromRunnable(() -> {
                            for (int i = 1; i <= 500; i++) {
                                handle.update(Wire.step(i));
                            }
                        })))
                .assertNext(operation -> assertThat(step(operation)).isEqualTo(500))
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(client.history(name).count().block(TIMEOUT)).isLessThanOrEqualTo(4);
    }

    @Test
    void theLeaseIsRenewedUntilItIsReleased() {
        OperationHandle handle =
                client.create(parent, options.withLease(Duration.ofSeconds(2))).block(TIMEOUT);

        StepVerifier.create(client.await(name, Duration.ofSeconds(5)))
                .expectError(TimeoutException.class)
                .verify(TIMEOUT);
        handle.release();
        StepVerifier.create(client.response(name, String.class))
                .expectErrorSatisfies(failure -> assertThat(
                                ((OperationFailedException) failure).status().code())
                        .contains(Code.ABORTED))
                .verify(TIMEOUT);
    }

    @Test
    void aCancellationCancelsTheWork() {
        PublisherProbe<Object> work = PublisherProbe.of(Mono.never());
        Mono<Operation> run = client.run(parent, options, handle -> {
            client.cancel(name).subscribe();
            return work.mono();
        });

        StepVerifier.create(run)
                .assertNext(operation -> assertThat(error(operation).code()).contains(Code.CANCELLED))
                .expectComplete()
                .verify(TIMEOUT);
        work.assertWasCancelled();
    }

    @Test
    void aFailureOfTheWorkIsTheErrorOfTheOperation() {
        StepVerifier.create(client.run(parent, options, handle -> Mono.error(new IllegalStateException("disk full"))))
                .assertNext(operation -> assertThat(error(operation)).isEqualTo(new Status(Code.UNKNOWN, "disk full")))
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void theFirstEndDecides() {
        OperationHandle handle = client.create(parent, options).block(TIMEOUT);

        Operation completed = handle.complete(Wire.step(1)).block(TIMEOUT);
        assertThat(handle.fail(new Status(Code.INTERNAL, "late")).block(TIMEOUT))
                .isEqualTo(completed);
        StepVerifier.create(handle.cancellation()).expectComplete().verify(TIMEOUT);
    }

    @Test
    void aClosedClientFailsItsOperationsOrLeavesThemToTheirLease() {
        OperationsClient other = builder().build();
        other.create(parent, options).block(TIMEOUT);
        other.create(parent, options.withOperationId("b").withShutdownPolicy(ShutdownPolicy.LEAVE_TO_LEASE))
                .block(TIMEOUT);
        other.close();

        assertThat(error(client.get(name).block(TIMEOUT)).code()).contains(Code.UNAVAILABLE);
        assertThat(client.get(parent + "/operations/b").block(TIMEOUT).done()).isFalse();
    }

    @Test
    void aCollectionIsWatched() {
        client.create(parent, options.withMetadata(Wire.step(1))).block(TIMEOUT);

        StepVerifier.create(client.watchAll(parent, "done = false").take(4))
                .assertNext(event -> assertThat(
                                ((CollectionEvent.Changed) event).operation().name())
                        .hasToString(name))
                .expectNext(new CollectionEvent.Synced())
                .then(() -> client.create(parent, options.withOperationId("b")).block(TIMEOUT))
                .assertNext(event -> assertThat(
                                ((CollectionEvent.Changed) event).operation().name())
                        .hasToString(parent + "/operations/b"))
                .then(() -> client.handle(name).complete().block(TIMEOUT))
                .assertNext(event ->
                        assertThat(((CollectionEvent.Removed) event).name()).hasToString(name))
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void allPagesAreListed() {
        Flux.range(0, 120)
                .flatMap(i -> client.create(parent, CreateOptions.defaults().withoutLease()))
                .blockLast(TIMEOUT);

        StepVerifier.create(client.list(parent, "done = false")
                        .map(Operation::name)
                        .distinct()
                        .count())
                .expectNext(120L)
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void anOperationThatDoesNotExistIsNotFound() {
        for (Flux<Operation> request : List.of(
                client.watch(name), client.get(name).flux(), client.await(name).flux())) {
            StepVerifier.create(request)
                    .expectErrorSatisfies(failure -> assertThat(
                                    ((StatusException) failure).status().code())
                            .contains(Code.NOT_FOUND))
                    .verify(TIMEOUT);
        }
    }

    @Test
    void anOperationThatIsDeletedWhileItIsWatchedIsNotFound() {
        client.create(parent, options.withoutLease()).block(TIMEOUT);

        StepVerifier.create(client.watch(name))
                .expectNextCount(1)
                .then(() -> client.delete(name).block(TIMEOUT))
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("NOT_FOUND"))
                .verify(TIMEOUT);
    }

    private static int step(Operation operation) {
        String json = operation.metadata().json();
        return Integer.parseInt(json.replaceAll(".*\"step\":([0-9]+).*", "$1"));
    }

    private static Status error(Operation operation) {
        return ((Outcome.Failure) ((State.Done) operation.state()).outcome()).error();
    }
}
