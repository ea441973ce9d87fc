package org.operationsgateway.gateway.collection;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;

/** Where a subscriber takes from what it tells next. Confined to its event loop. */
interface DeliveryStage {

    /** What to tell next; null if there is nothing now, and the subscriber is resumed when there may be. */
    @Nullable
    CollectionEvent next();
}
