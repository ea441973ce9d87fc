package org.operationsgateway.client.stream;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.operationsgateway.client.event.OperationEvent;
import org.operationsgateway.client.http.JsonExchange;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import reactor.core.publisher.Flux;

/**
 * The streams of single operations, as parts of one collection stream for each parent. Thread-safe.
 *
 * <p>Cancellation requests and resets are not emitted.
 */
public final class SharedOperationStreams implements OperationEvents {

    private final CollectionStreams collections;
    private final OperationStreams own;
    private final JsonExchange exchange;
    private final ConcurrentMap<Parent, SharedCollection> shared = new ConcurrentHashMap<>();

    /**
     * Creates streams.
     *
     * @param own the streams of subscribers that are too slow to share one
     */
    public SharedOperationStreams(CollectionStreams collections, OperationStreams own, JsonExchange exchange) {
        this.collections = collections;
        this.own = own;
        this.exchange = exchange;
    }

    /** A watch and the stream that it has joined. Immutable. */
    private record Membership(SharedCollection collection, SharedWatch watch) {}

    @Override
    public Flux<OperationEvent> events(String name, Delivery delivery) {
        Flux<OperationEvent> events = Flux.defer(() -> session(name, delivery));
        return delivery == Delivery.LATEST_STATE ? events.onBackpressureLatest() : events;
    }

    private Flux<OperationEvent> session(String name, Delivery delivery) {
        Membership membership = join(name);
        SharedSession session = new SharedSession(exchange, membership.watch());
        return session.events()
                .takeUntil(SharedOperationStreams::isDone)
                .doFinally(end -> membership.collection().leave(membership.watch()))
                .onErrorResume(
                        SharedWatch.TooSlowException.class, tooSlow -> own.resume(name, delivery, session.position()));
    }

    private static boolean isDone(OperationEvent event) {
        return event instanceof OperationEvent.Changed changed
                && changed.operation().done();
    }

    private Membership join(String name) {
        Parent parent = OperationName.parse(name).parent();
        while (true) {
            SharedCollection collection = shared.computeIfAbsent(parent, this::open);
            SharedWatch watch = collection.join(name);
            if (watch != null) {
                return new Membership(collection, watch);
            }
            shared.remove(parent, collection);
        }
    }

    private SharedCollection open(Parent parent) {
        return new SharedCollection(
                collections.revisedEvents(parent, ""),
                () -> shared.computeIfPresent(parent, (key, current) -> current.isClosed() ? null : current));
    }
}
