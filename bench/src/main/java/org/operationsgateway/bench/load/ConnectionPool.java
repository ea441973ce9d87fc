package org.operationsgateway.bench.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The connections of producers, with a queue of idle ones. Confined to the event loop. */
final class ConnectionPool {

    private static final long RECONNECT_MILLIS = 100;

    private final ClientLoop loop;
    private final RequestConnection.Listener listener;
    private final List<RequestConnection> connections = new ArrayList<>();
    private final Deque<RequestConnection> idle = new ArrayDeque<>();
    private boolean closed;

    ConnectionPool(ClientLoop loop, RequestConnection.Listener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** Opens a connection. The listener releases it to the pool when it is open. */
    void connect() {
        RequestConnection connection = new RequestConnection(loop.readBuffer(), listener);
        connections.add(connection);
        loop.connect(connection, () -> listener.onClosed(connection));
    }

    int idleCount() {
        return idle.size();
    }

    boolean hasIdle() {
        return !idle.isEmpty();
    }

    /** Removes the connection that has been idle for the longest time. */
    RequestConnection acquire() {
        return idle.removeFirst();
    }

    void release(RequestConnection connection) {
        idle.addLast(connection);
    }

    /** Replaces a lost connection. The delay limits the attempts to a server that rejects connections. */
    @SuppressWarnings("FutureReturnValueIgnored") // A task that never runs belongs to a loop that has ended.
    void replace(RequestConnection connection) {
        idle.remove(connection);
        connections.remove(connection);
        if (!closed && !loop.eventLoop().isShuttingDown()) {
            loop.eventLoop().schedule(this::connect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void close() {
        closed = true;
        List.copyOf(connections).forEach(RequestConnection::close);
    }
}
