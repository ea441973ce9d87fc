package org.operationsgateway.client.stream;

import java.util.Queue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * The events of one operation from a shared stream, in a bounded queue. The stream adds to it serially, one subscriber
 * removes from it.
 */
final class SharedWatch {

    /** The limit on queued events. Beyond it, the watch leaves the shared stream. */
    static final int MAX_QUEUED = 256;

    private static final int QUEUE_CHUNK = 8;

    private final String name;
    private final Queue<RevisedEvent> queue =
            Queues.<RevisedEvent>unbounded(QUEUE_CHUNK).get();
    private final Sinks.Many<RevisedEvent> events = Sinks.many().unicast().onBackpressureBuffer(queue);

    SharedWatch(String name) {
        this.name = name;
    }

    /** The end of a watch that is too slow for the shared stream. */
    static final class TooSlowException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooSlowException() {
            super("The subscriber is too slow for a shared stream", null, false, false);
        }
    }

    String name() {
        return name;
    }

    /** Adds an event. A full queue ends with {@link TooSlowException} after its events. Returns false then. */
    boolean add(RevisedEvent event) {
        if (queue.size() < MAX_QUEUED) {
            events.tryEmitNext(event);
            return true;
        }
        events.tryEmitError(new TooSlowException());
        return false;
    }

    void fail(Throwable failure) {
        events.tryEmitError(failure);
    }

    Flux<RevisedEvent> events() {
        return events.asFlux();
    }
}
