package org.operationsgateway.gateway.collection;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;

/** A stage of a collection stream: its current source of events. Confined to the event loop of the stream. */
interface DeliveryStage {

    /**
     * Returns the next event to deliver.
     *
     * @return null if there is none now, or if the stage has ended; the stream is resumed when there may be one
     */
    @Nullable
    CollectionEvent next();

    /** Ends what the stage is reading, when the stream ends or another stage replaces it. */
    default void close() {}
}
