package org.operationsgateway.client.stream;

import java.util.HashMap;
import java.util.Map;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.client.http.EventStreams;
import org.operationsgateway.client.http.TransportErrors;
import org.operationsgateway.client.sse.SseItem;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/**
 * The stream of one collection for one subscriber, over any number of connections.
 *
 * <p>The server resumes a collection at its last bookmark, so it repeats the changes since then. The session knows the
 * revisions that it has emitted since the bookmark, about a hundred, and drops these. A connection that breaks before
 * the first {@code synced} has no bookmark: the subscriber receives a reset and then all operations again.
 *
 * <p>Confined to one subscription with serial signals.
 */
final class CollectionSession {

    private final EventStreams streams;
    private final Reconnection reconnection;
    private final String resource;
    private final Map<String, Revision> emitted = new HashMap<>();
    private String bookmark = "";
    private boolean hasEmitted;

    CollectionSession(StreamSources sources, String resource) {
        this.streams = sources.streams();
        this.reconnection = new Reconnection(sources.maxOutage(), sources.scheduler());
        this.resource = resource;
    }

    /** Returns the events with their revisions. It does not complete. */
    Flux<RevisedEvent> events() {
        return reconnection.keepOpen(Flux.defer(this::connect));
    }

    private Flux<RevisedEvent> connect() {
        Flux<RevisedEvent> events = streams.open(resource, bookmark)
                .<RevisedEvent>handle(this::accept)
                .onErrorMap(TransportErrors::translate);
        boolean isRestart = bookmark.isEmpty() && hasEmitted;
        return isRestart ? events.startWith(restart()) : events;
    }

    private RevisedEvent restart() {
        hasEmitted = false;
        return RevisedEvent.of(new CollectionEvent.Reset(CollectionEvent.Reset.INTERRUPTED));
    }

    private void accept(SseItem item, SynchronousSink<RevisedEvent> events) {
        switch (item) {
            case SseItem.Retry retry -> reconnection.recordRetry(retry.delay());
            case SseItem.Event event -> accept(event, events);
        }
    }

    private void accept(SseItem.Event event, SynchronousSink<RevisedEvent> events) {
        if (!event.type().equals("overloaded")) {
            reconnection.recordEvent();
        }
        switch (event.type()) {
            case "message" -> emitChange(event.data(), events);
            case "removed" -> emitRemoval(EventJson.member(event.data(), "name"), events);
            case "synced" -> {
                record(event.lastEventId());
                events.next(RevisedEvent.of(new CollectionEvent.Synced()));
            }
            case "bookmark" -> record(event.lastEventId());
            case "reset" -> {
                record("");
                hasEmitted = false;
                events.next(RevisedEvent.of(new CollectionEvent.Reset(EventJson.member(event.data(), "reason"))));
            }
            case "overloaded" -> events.error(StreamFailures.overloaded(EventJson.member(event.data(), "reason")));
            default -> {} // Of a later version.
        }
    }

    private void record(String newBookmark) {
        bookmark = newBookmark;
        emitted.clear();
    }

    private void emitChange(byte[] json, SynchronousSink<RevisedEvent> events) {
        Operation operation = OperationJson.parseReceived(json);
        Revision revision = Revision.read(json);
        if (!bookmark.isEmpty()) {
            Revision last = emitted.get(operation.name().toString());
            if (last != null && revision.isCoveredBy(last)) {
                return;
            }
            emitted.put(operation.name().toString(), revision);
        }
        hasEmitted = true;
        events.next(new RevisedEvent(new CollectionEvent.Changed(operation), revision));
    }

    private void emitRemoval(String name, SynchronousSink<RevisedEvent> events) {
        // A removal has no revision, so it may be one from before the last change. The change is then emitted again.
        emitted.remove(name);
        events.next(RevisedEvent.of(new CollectionEvent.Removed(OperationName.parse(name))));
    }
}
