package org.operationsgateway.client.stream;

import org.operationsgateway.client.event.OperationEvent;
import reactor.core.publisher.Flux;

/** The streams of single operations, each with connections of its own. Thread-safe. */
public final class OperationStreams implements OperationEvents {

    private static final String FROM_THE_CURRENT_STATE = "";

    private final StreamSources sources;

    /** Creates streams. */
    public OperationStreams(StreamSources sources) {
        this.sources = sources;
    }

    @Override
    public Flux<OperationEvent> events(String name, Delivery delivery) {
        return resume(name, delivery, FROM_THE_CURRENT_STATE);
    }

    /** Returns the events after a position, which is the id of an event. */
    Flux<OperationEvent> resume(String name, Delivery delivery, String position) {
        Flux<OperationEvent> events =
                Flux.defer(() -> new OperationSession(sources, name, delivery, position).events());
        return delivery == Delivery.LATEST_STATE ? events.onBackpressureLatest() : events;
    }
}
