package org.operationsgateway.client.lease;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.client.event.OperationEvent;
import org.operationsgateway.client.http.JsonExchange;
import org.operationsgateway.client.payload.Payloads;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.client.stream.Delivery;
import org.operationsgateway.client.stream.OperationEvents;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.Any;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The operations that this client produces. Thread-safe. */
public final class Producers {

    private final ProducerRequests requests;
    private final OperationEvents streams;
    private final Payloads payloads;
    private final Scheduler scheduler;
    /** The renewal of a lease keeps its operation; one without a lease is forgotten with its handle. */
    private final Set<LeasedOperation> open =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Creates a producer of operations. */
    public Producers(JsonExchange exchange, OperationEvents streams, Payloads payloads, Scheduler scheduler) {
        this.requests = new ProducerRequests(exchange);
        this.streams = streams;
        this.payloads = payloads;
        this.scheduler = scheduler;
    }

    /** Creates an operation when subscribed to. */
    public Mono<OperationHandle> create(Parent parent, CreateOptions options) {
        return createLeased(parent, options).cast(OperationHandle.class);
    }

    private Mono<LeasedOperation> createLeased(Parent parent, CreateOptions options) {
        return Mono.defer(() -> {
            @Nullable Any metadata = options.metadata() == null ? null : payloads.encode(options.metadata());
            return requests.create(parent, options, metadata)
                    .map(created -> opened(new LeasedOperation(created.name(), this, options)));
        });
    }

    private LeasedOperation opened(LeasedOperation operation) {
        open.add(operation);
        return operation;
    }

    /** Returns the handle of an operation that exists, without renewal of its lease. */
    public OperationHandle handle(OperationName name) {
        return new LeasedOperation(name, this, CreateOptions.defaults().withoutLease());
    }

    /**
     * Creates an operation, subscribes to its work, and ends it with the outcome of the work.
     *
     * @return the done operation
     */
    public Mono<Operation> run(
            Parent parent, CreateOptions options, Function<? super OperationHandle, ? extends Publisher<?>> work) {
        return createLeased(parent, options)
                .flatMap(handle -> Work.of(handle, work)
                        .flatMap(result -> result.end(handle))
                        .onErrorResume(Failures::isGone, ended -> requests.get(handle.name()))
                        .doOnCancel(() -> handle.shutDown().subscribe()));
    }

    /** Applies the policy for a shutdown to each open operation. Never fails. */
    public Mono<Void> shutDown() {
        List<LeasedOperation> current;
        synchronized (open) {
            current = List.copyOf(open);
        }
        return Flux.fromIterable(current).flatMap(LeasedOperation::shutDown).then();
    }

    /** Returns the signal that the cancellation of an operation is requested, or that it has ended. Never fails. */
    Mono<Void> cancellation(OperationName name) {
        return streams.events(name.toString(), Delivery.LATEST_STATE)
                .filter(Producers::isEnd)
                .next()
                .then()
                .onErrorResume(failure -> {
                    if (Failures.isGone(failure)) {
                        return Mono.empty();
                    }
                    // The producer continues without the signal; the next heartbeat reports a request too.
                    Failures.log(name, failure);
                    return Mono.never();
                });
    }

    private static boolean isEnd(OperationEvent event) {
        return switch (event) {
            case OperationEvent.Changed changed -> changed.operation().done();
            case OperationEvent.CancelRequested requested -> true;
            case OperationEvent.Reset reset -> false;
        };
    }

    void remove(LeasedOperation operation) {
        open.remove(operation);
    }

    ProducerRequests requests() {
        return requests;
    }

    Payloads payloads() {
        return payloads;
    }

    Scheduler scheduler() {
        return scheduler;
    }
}
