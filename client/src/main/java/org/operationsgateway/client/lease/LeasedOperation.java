package org.operationsgateway.client.lease;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.client.http.TransportErrors;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The handle of an operation, with its queue of updates and the renewal of its lease. Thread-safe. */
final class LeasedOperation implements OperationHandle {

    private static final double NANOS_PER_SECOND = 1e9;

    private final OperationName name;
    private final Producers producers;
    private final CreateOptions options;
    private final UpdateQueue<Any> updates;
    private final AtomicReference<@Nullable Mono<Operation>> ending = new AtomicReference<>();
    /** Completes when the work is not wanted any more. */
    private final Sinks.Empty<Void> stop = Sinks.empty();

    private final @Nullable LeaseRenewal renewal;

    LeasedOperation(OperationName name, Producers producers, CreateOptions options) {
        this.name = name;
        this.producers = producers;
        this.options = options;
        this.updates = new UpdateQueue<>(
                this::send,
                Duration.ofNanos((long) (NANOS_PER_SECOND / options.maxUpdatesPerSecond())),
                producers.scheduler());
        this.renewal = options.lease() == null
                ? null
                : LeaseRenewal.start(options.lease(), this::heartbeat, producers.scheduler());
    }

    @Override
    public OperationName name() {
        return name;
    }

    CreateOptions options() {
        return options;
    }

    @Override
    public void update(Object metadata) {
        updates.offer(encode(metadata));
    }

    @Override
    public Mono<Operation> replaceMetadata(Object metadata) {
        return Mono.defer(() -> producers.requests().update(name, encode(metadata)));
    }

    /** Sends an update. Emits false if it is to be sent again. */
    private Mono<Boolean> send(Any metadata) {
        return producers
                .requests()
                .update(name, metadata)
                .thenReturn(true)
                .onErrorResume(failure -> Mono.fromSupplier(() -> !record(failure)));
    }

    private Mono<Void> heartbeat() {
        return producers
                .requests()
                .heartbeat(name)
                .doOnNext(answer -> {
                    if (answer.cancelRequested()) {
                        stop.tryEmitEmpty();
                    }
                })
                .then()
                .onErrorResume(failure -> Mono.fromRunnable(() -> record(failure)));
    }

    /** Records a failure of a request, and returns whether a retry can succeed. */
    private boolean record(Throwable failure) {
        if (Failures.isGone(failure)) {
            end();
        } else if (!TransportErrors.isRetriable(failure)) {
            Failures.log(name, failure);
        }
        return TransportErrors.isRetriable(failure);
    }

    @Override
    public Mono<Operation> complete(Object response) {
        return Mono.defer(() -> end(new Outcome.Response(encode(response))));
    }

    @Override
    public Mono<Operation> complete() {
        return Mono.defer(() -> end(Outcome.NO_RESULT));
    }

    @Override
    public Mono<Operation> fail(Status error) {
        return Mono.defer(() -> end(new Outcome.Failure(error)));
    }

    private Mono<Operation> end(Outcome outcome) {
        Mono<Operation> request = updates.close()
                .flatMap(last -> producers.requests().complete(name, outcome, last.orElse(null)))
                .doOnSuccess(operation -> end())
                .doOnError(this::recordEndFailure)
                .cache();
        Mono<Operation> first = ending.compareAndExchange(null, request);
        return first == null ? request : first;
    }

    private void recordEndFailure(Throwable failure) {
        if (Failures.isGone(failure)) {
            end();
        } else {
            ending.set(null);
        }
    }

    private void end() {
        release();
        stop.tryEmitEmpty();
    }

    @Override
    public Mono<Void> cancellation() {
        return Mono.firstWithSignal(stop.asMono(), producers.cancellation(name));
    }

    @Override
    public void release() {
        if (renewal != null) {
            renewal.stop();
        }
        updates.close();
        producers.remove(this);
    }

    /** Applies the policy for a shutdown. */
    Mono<Void> shutDown() {
        return switch (options.onShutdown()) {
            case FAIL ->
                fail(new Status(Code.UNAVAILABLE, "The producer has stopped."))
                        .then()
                        .onErrorResume(StatusException.class, failure -> Mono.empty())
                        .doFinally(end -> release());
            case LEAVE_TO_LEASE -> Mono.fromRunnable(this::release);
        };
    }

    /** Converts a value to a payload. */
    Any encode(Object value) {
        return producers.payloads().encode(value);
    }
}
