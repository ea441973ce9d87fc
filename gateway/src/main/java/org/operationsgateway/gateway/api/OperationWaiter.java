package org.operationsgateway.gateway.api;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.memory.Reservation;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.watch.TopicRegistry;
import org.operationsgateway.gateway.watch.Watch;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A wait for the end of an operation, limited by a timeout. Thread-safe. */
@Component
class OperationWaiter {

    private final TopicRegistry topics;

    OperationWaiter(TopicRegistry topics) {
        this.topics = topics;
    }

    /**
     * Emits the state of an operation when it is done, at the timeout, or when the replica shuts down. Fails with
     * NOT_FOUND if the operation does not exist or is deleted.
     *
     * @param timeout zero for the current state
     * @param loop the event loop of the connection
     * @param reservation the memory for the state, closed by the caller
     */
    Mono<StoredOperation> await(OperationName name, Duration timeout, EventExecutor loop, Reservation reservation) {
        return Mono.using(
                () -> topics.watch(name),
                watch -> watch.current(reservation)
                        .flatMap(current -> doneOrTimeout(watch, current, timeout, loop, reservation)),
                Watch::close);
    }

    /** A wait holds the id of the first state only: many long waits would otherwise hold as many states. */
    private static Mono<StoredOperation> doneOrTimeout(
            Watch watch, StoredOperation current, Duration timeout, EventExecutor loop, Reservation reservation) {
        if (current.operation().done() || timeout.isZero()) {
            return Mono.just(current);
        }
        reservation.resize(0);
        return watch.done(current.id(), loop).timeout(timeout, Mono.empty()).then(watch.current(reservation));
    }
}
