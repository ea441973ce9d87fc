package org.operationsgateway.gateway.stream;

import org.operationsgateway.gateway.sse.SseItem.Event;

/** Reads what clients are not to read: which revision an event is of. */
final class Revisions {

    private Revisions() {}

    static int number(Event event) {
        String id = event.lastEventId();
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }
}
