package org.operationsgateway.client.stream;

import org.operationsgateway.client.event.OperationEvent;
import reactor.core.publisher.Flux;

/** A source of the events of single operations. Implementations are thread-safe. */
public interface OperationEvents {

    /**
     * Returns the events of an operation: its current state, and every change, up to and including the done state.
     *
     * @param name a valid name
     */
    Flux<OperationEvent> events(String name, Delivery delivery);
}
