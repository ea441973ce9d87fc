package org.operationsgateway.client;

import java.time.Duration;
import java.util.function.Function;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.client.event.OperationEvent;
import org.operationsgateway.client.event.OperationRevision;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.core.operation.Operation;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A client of a gateway, for services that await operations and services that produce them.
 *
 * <p>Nothing is sent before a subscription. Each subscription is independent, and cancelling it ends its requests. A
 * request that fails, fails with {@link org.operationsgateway.core.rpc.StatusException}, with the status of the server
 * or with UNAVAILABLE; failures that can pass are retried before. An invalid name or parent is INVALID_ARGUMENT.
 * Signals are emitted on event loops of the client or on the parallel scheduler of Reactor, and must not be blocked.
 *
 * <p>Names and parents are those of the API: {@code projects/p/operations/42} and {@code projects/p}; the parent of the
 * service itself is the empty string. Implementations are thread-safe. One client is enough for an application.
 */
public interface OperationsClient extends AutoCloseable {

    /** Returns a builder of a client. */
    static OperationsClientBuilder builder() {
        return new OperationsClientBuilder();
    }

    /**
     * Watches an operation, across interruptions and restarts of the server.
     *
     * @return the current state, then every change in order and once. Completes after the done state. Fails with
     *     NOT_FOUND if the operation does not exist or is deleted, and with UNAVAILABLE after an outage longer than
     *     the limit. A slow subscriber slows its own stream only, and misses no state.
     */
    Flux<Operation> watch(String name);

    /**
     * Watches an operation for a display: as {@link #watch}, but a subscriber that is slow receives the latest state
     * instead of all of them. The done state is never skipped.
     */
    Flux<Operation> latest(String name);

    /**
     * Watches an operation as {@link #watch} does, with cancellation requests, and with a {@link OperationEvent.Reset}
     * where states are not available any more.
     */
    Flux<OperationEvent> events(String name);

    /**
     * Awaits the end of an operation, and emits the done operation, whatever its outcome. Otherwise as {@link #watch}.
     */
    Mono<Operation> await(String name);

    /**
     * Awaits the end of an operation.
     *
     * @return the done operation. Fails with {@link java.util.concurrent.TimeoutException} after the timeout; the
     *     operation continues.
     */
    Mono<Operation> await(String name, Duration timeout);

    /**
     * Awaits the response of an operation.
     *
     * @param type {@code Any}, {@code String} for its JSON text, a protobuf message, or a type that Jackson reads
     * @return the response; empty if the operation ends without a result. Fails with {@link
     *     org.operationsgateway.client.event.OperationFailedException} if the operation ends with an error, and with
     *     {@link IllegalArgumentException} if the response is not of the type.
     */
    <T> Mono<T> response(String name, Class<T> type);

    /**
     * Watches the operations of a parent.
     *
     * @param filter as of a list; empty for all operations
     * @return the current operations, {@link CollectionEvent.Synced}, then each change. Does not complete. After an
     *     interruption, a removal can be repeated, with the changes around it; no change is missed.
     */
    Flux<CollectionEvent> watchAll(String parent, String filter);

    /**
     * Lists the operations of a parent, the newest first.
     *
     * @param filter an expression of {@code docs/filters.md}; empty for all operations
     * @return the operations; a page is requested when the one before has been received
     */
    Flux<Operation> list(String parent, String filter);

    /** Reads the history of an operation, the oldest revision first, page by page. */
    Flux<OperationRevision> history(String name);

    /** Reads an operation. */
    Mono<Operation> get(String name);

    /**
     * Requests the cancellation of an operation. Completes when the request is accepted, not when the operation ends.
     */
    Mono<Void> cancel(String name);

    /** Deletes an operation, which is not cancelled by that. */
    Mono<Void> delete(String name);

    /** Creates an operation, and emits its handle. Retries are safe: they create one operation. */
    Mono<OperationHandle> create(String parent, CreateOptions options);

    /** Returns the handle of an operation that exists. It does not renew the lease. */
    OperationHandle handle(String name);

    /**
     * Creates an operation, subscribes to its work, and ends it with the outcome of the work.
     *
     * <p>The first value of the work is the response, a failure the error: the status of a {@code StatusException},
     * otherwise UNKNOWN with the message. A cancellation of the operation cancels the subscription to the work and
     * ends the operation as cancelled. Cancelling the returned Mono applies the {@link CreateOptions#onShutdown}
     * policy.
     *
     * @return the done operation
     */
    Mono<Operation> run(
            String parent, CreateOptions options, Function<? super OperationHandle, ? extends Publisher<?>> work);

    /**
     * Applies the {@link CreateOptions#onShutdown} policy to each open operation, and closes the connections.
     *
     * @return completes when everything is closed; never fails
     */
    Mono<Void> closeLater();

    /** Closes as {@link #closeLater}, and blocks for at most ten seconds, unless the thread must not be blocked. */
    @Override
    void close();
}
