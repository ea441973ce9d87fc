package org.operationsgateway.client.stream;

import org.operationsgateway.client.event.CollectionEvent;

/**
 * An event of a collection with the revision that it reports. Immutable.
 *
 * @param revision {@link Revision#UNKNOWN} if the event is no change
 */
record RevisedEvent(CollectionEvent event, Revision revision) {

    static RevisedEvent of(CollectionEvent event) {
        return new RevisedEvent(event, Revision.UNKNOWN);
    }
}
