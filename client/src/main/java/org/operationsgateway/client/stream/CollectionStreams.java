package org.operationsgateway.client.stream;

import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.client.http.Endpoint;
import org.operationsgateway.core.name.Parent;
import reactor.core.publisher.Flux;

/** The streams of collections. Thread-safe. */
public final class CollectionStreams {

    private final StreamSources sources;

    /** Creates streams. */
    public CollectionStreams(StreamSources sources) {
        this.sources = sources;
    }

    /**
     * Returns the events of a collection: the current operations, then each change.
     *
     * @param filter as of a list; empty for all operations
     */
    public Flux<CollectionEvent> events(Parent parent, String filter) {
        return revisedEvents(parent, filter).map(RevisedEvent::event);
    }

    Flux<RevisedEvent> revisedEvents(Parent parent, String filter) {
        String resource =
                parent.collection() + "?view=FULL" + (filter.isEmpty() ? "" : "&filter=" + Endpoint.escape(filter));
        return Flux.defer(() -> new CollectionSession(sources, resource).events());
    }
}
