package org.operationsgateway.gateway.sse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.operationsgateway.gateway.sse.SseItem.Event;

/**
 * Follows one stream to its end, over as many connections as that takes, and remembers which event came on which. It
 * hangs up of its own accord now and then, and comes back with the id of the last event it read. Used by one thread.
 */
public final class SseSubscriber {

    private final SseClient client;
    private final URI uri;
    private final IntSupplier patience;
    private final List<List<Event>> connections = new ArrayList<>();
    private String lastEventId = "";

    /**
     * Makes a subscriber that hasn't subscribed yet.
     *
     * @param patience asked on each connection after how many events to hang up
     */
    public SseSubscriber(SseClient client, URI uri, IntSupplier patience) {
        this.client = client;
        this.uri = uri;
        this.patience = patience;
    }

    /**
     * Subscribes, and comes back until it is told by 204 that there is no more. Whatever else it is told is a failure.
     *
     * @param begun run when the very first event is there
     */
    public void follow(Runnable begun) {
        while (true) {
            try (SseConnection connection = connect()) {
                switch (connection.head().statusCode()) {
                    case 200 -> read(connection, begun);
                    case 204 -> {
                        return;
                    }
                    default -> throw new AssertionError(connection.head());
                }
            }
        }
    }

    private SseConnection connect() {
        return lastEventId.isEmpty() ? client.open(uri) : client.reopen(uri, lastEventId);
    }

    private void read(SseConnection connection, Runnable begun) {
        List<Event> events = new ArrayList<>();
        connections.add(events);
        int most = patience.getAsInt();
        while (events.size() < most) {
            Event event = connection.next();
            events.add(event);
            lastEventId = event.lastEventId();
            if (connections.size() == 1 && events.size() == 1) {
                begun.run();
            }
            if (event.type().equals("done")) {
                events.addAll(connection.rest());
                return;
            }
        }
    }

    /** The events of each connection, in the order of connections. */
    public List<List<Event>> connections() {
        return connections;
    }
}
