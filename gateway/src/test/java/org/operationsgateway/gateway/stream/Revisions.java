package org.operationsgateway.gateway.stream;

import org.operationsgateway.testkit.sse.SseItem.Event;

/** The revision numbers in event ids, which are opaque to clients. */
final class Revisions {

    private Revisions() {}

    static int number(Event event) {
        return Integer.parseInt(event.lastEventId().split("-", -1)[1]);
    }
}
