package org.operationsgateway.testkit.sse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.operationsgateway.testkit.sse.SseItem.Event;

/**
 * A client that reads the stream of one operation to its end, over several connections, and records their events.
 *
 * <p>It disconnects from time to time, and resumes after the last event it has read. Used by one thread.
 */
public final class SseSubscriber {

    private final SseClient client;
    private final URI uri;
    private final IntSupplier maxEvents;
    private final List<List<Event>> connections = new ArrayList<>();
    private String lastEventId = "";

    /**
     * Creates a subscriber that is not connected yet.
     *
     * @param maxEvents supplies for each connection the number of events after which to disconnect
     */
    public SseSubscriber(SseClient client, URI uri, IntSupplier maxEvents) {
        this.client = client;
        this.uri = uri;
        this.maxEvents = maxEvents;
    }

    /**
     * Connects, and reconnects until the status is 204. Any status other than 200 and 204 is a failure.
     *
     * @param started called once, after the first event
     */
    public void follow(Runnable started) {
        while (true) {
            try (SseConnection connection = connect()) {
                switch (connection.head().statusCode()) {
                    case 200 -> read(connection, started);
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

    private void read(SseConnection connection, Runnable started) {
        List<Event> events = new ArrayList<>();
        connections.add(events);
        int max = maxEvents.getAsInt();
        while (events.size() < max) {
            Event event = connection.next();
            events.add(event);
            lastEventId = event.lastEventId();
            if (connections.size() == 1 && events.size() == 1) {
                started.run();
            }
            if (event.type().equals("done")) {
                events.addAll(connection.rest());
                return;
            }
        }
    }

    /** Returns the events of each connection, in the order of the connections. */
    public List<List<Event>> connections() {
        return connections;
    }
}
