package org.operationsgateway.client.stream;

import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.client.event.OperationEvent;
import org.operationsgateway.client.http.ApiRequest;
import org.operationsgateway.client.http.JsonExchange;
import org.operationsgateway.client.http.TransportErrors;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import reactor.core.publisher.Flux;

/**
 * The events of one operation for one subscriber, from a shared stream.
 *
 * <p>The operation is read after the watch has joined the stream, so no change is lost between the two, and changes
 * that the read contains are dropped by their revision. After a reset of the stream, the operation is read again
 * unless the new snapshot contains it.
 *
 * <p>Confined to one subscription with serial signals.
 */
final class SharedSession {

    private final JsonExchange exchange;
    private final SharedWatch watch;
    private Revision position = Revision.UNKNOWN;
    private boolean isMissing;

    SharedSession(JsonExchange exchange, SharedWatch watch) {
        this.exchange = exchange;
        this.watch = watch;
    }

    /**
     * A state with its revision. Immutable.
     *
     * @param revision the position after the state is emitted
     */
    private record RevisedState(OperationEvent.Changed event, Revision revision) {}

    /** Returns the events. Fails with {@link SharedWatch.TooSlowException} if the subscriber is slow. */
    Flux<OperationEvent> events() {
        return read().concatWith(watch.events().concatMap(this::accept, 1))
                // In the last stage: what an error drops before it is read again.
                .doOnNext(state -> position = state.revision())
                .map(RevisedState::event);
    }

    /** Returns the tag of the last state that was emitted. */
    String position() {
        return position.tag();
    }

    private Flux<RevisedState> read() {
        // As persistent as a stream: a watch does not fail because it has begun during a restart of the server.
        return exchange.send(ApiRequest.get(watch.name() + "?view=FULL").persistently())
                .flatMapMany(json -> change(OperationJson.parseReceived(json), Revision.read(json)))
                .onErrorMap(TransportErrors::translate);
    }

    private Flux<RevisedState> accept(RevisedEvent event) {
        return switch (event.event()) {
            case CollectionEvent.Changed changed -> change(changed.operation(), event.revision());
            case CollectionEvent.Removed removed -> Flux.error(StreamFailures.deleted(watch.name()));
            case CollectionEvent.Reset reset -> {
                isMissing = true;
                yield Flux.empty();
            }
            case CollectionEvent.Synced synced -> isMissing ? read() : Flux.empty();
        };
    }

    private Flux<RevisedState> change(Operation operation, Revision revision) {
        isMissing = false;
        return revision.isCoveredBy(position)
                ? Flux.empty()
                : Flux.just(new RevisedState(new OperationEvent.Changed(operation), revision));
    }
}
