package org.operationsgateway.client.lease;

import java.util.function.Function;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.Status;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The result of the work of an operation. Immutable. */
sealed interface Work permits Work.Response, Work.NoResult, Work.Failed {

    /** The first value that the work has emitted. */
    record Response(Object value) implements Work {
        @Override
        public Mono<Operation> end(OperationHandle handle) {
            return handle.complete(value);
        }
    }

    /** The completion of the work without a value. */
    record NoResult() implements Work {
        @Override
        public Mono<Operation> end(OperationHandle handle) {
            return handle.complete();
        }
    }

    /** A failure of the work, or its cancellation. */
    record Failed(Status status) implements Work {
        @Override
        public Mono<Operation> end(OperationHandle handle) {
            return handle.fail(status);
        }
    }

    /** Ends the operation with this result. */
    Mono<Operation> end(OperationHandle handle);

    /**
     * Subscribes to the work, and cancels it when the cancellation of the operation is requested. A value that cannot
     * be converted to a payload is a failure of the work.
     */
    static Mono<Work> of(LeasedOperation handle, Function<? super OperationHandle, ? extends Publisher<?>> work) {
        Mono<Work> result = Mono.defer(() -> Mono.from(work.apply(handle)))
                .<Work>map(value -> new Response(handle.encode(value)))
                .defaultIfEmpty(new NoResult())
                .onErrorResume(failure -> Mono.just(new Failed(Failures.toStatus(failure))));
        Mono<Work> cancelled = handle.cancellation().thenReturn(new Failed(Outcome.CANCELLED.error()));
        return Mono.firstWithSignal(result, cancelled);
    }
}
