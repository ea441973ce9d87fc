package org.operationsgateway.client.produce;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.Status;
import reactor.core.publisher.Mono;

/**
 * A running operation in the hands of its producer. Thread-safe.
 *
 * <p>The handle renews the lease by itself until the operation ends, or {@link #release} is called. Values are
 * converted by the codecs of the client, so a metadata or a response is an {@code Any}, its JSON text, a {@code
 * Progress}, a protobuf message or a type of Jackson. Methods that convert a value fail with {@link
 * IllegalArgumentException} if it has no JSON form. Results are emitted on an event loop of the client.
 */
public interface OperationHandle {

    /** Returns the name, under which any process can watch and await the operation. */
    OperationName name();

    /**
     * Replaces the metadata soon, without waiting. Calls are conflated to the rate of the options: an update that
     * another one follows quickly is not sent, the last one always is. An update after the end of the operation has no
     * effect.
     */
    void update(Object metadata);

    /** Replaces the metadata when subscribed to, and emits the operation; not conflated. */
    Mono<Operation> replaceMetadata(Object metadata);

    /**
     * Ends the operation with a response when subscribed to, and with the last update as its metadata.
     *
     * <p>The first subscription to a method that ends the operation decides; later ones emit its result. The request is
     * retried through outages, which is safe, and continues if the subscription is cancelled.
     *
     * @return the done operation. Fails with FAILED_PRECONDITION if the operation has ended otherwise, such as by its
     *     lease.
     */
    Mono<Operation> complete(Object response);

    /** Ends the operation without a result; otherwise as {@link #complete(Object)}. */
    Mono<Operation> complete();

    /** Ends the operation with an error; otherwise as {@link #complete(Object)}. */
    Mono<Operation> fail(Status error);

    /**
     * Returns the signal to stop the work.
     *
     * @return completes when the cancellation of the operation is requested, or the operation has ended in any way.
     *     Never fails.
     */
    Mono<Void> cancellation();

    /** Stops the renewal of the lease and drops pending updates, and leaves the operation as it is. */
    void release();
}
