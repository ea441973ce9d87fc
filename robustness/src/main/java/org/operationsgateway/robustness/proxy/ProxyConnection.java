package org.operationsgateway.robustness.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;

/** A connection through the proxy: a pair of sockets, with one thread for each direction. */
final class ProxyConnection {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Socket client;
    private final Socket database;
    private final Gate gate;
    private final Consumer<ProxyConnection> onClosed;
    private volatile boolean discarding;

    ProxyConnection(Socket client, Socket database, Gate gate, Consumer<ProxyConnection> onClosed) {
        this.client = client;
        this.database = database;
        this.gate = gate;
        this.onClosed = onClosed;
    }

    void start() {
        Thread.ofVirtual().start(() -> forward(client, database, true));
        Thread.ofVirtual().start(() -> forward(database, client, false));
    }

    private void forward(Socket from, Socket to, boolean fromClient) {
        try {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = read(from, buffer); count >= 0; count = read(from, buffer)) {
                gate.awaitOpen();
                if (!discarding) {
                    to.getOutputStream().write(buffer, 0, count);
                }
            }
        } catch (IOException broken) {
            // Either side may close its socket at any time.
        }
        // A half-open connection hides the end of the database side from the client.
        if (!discarding || fromClient) {
            cut();
        }
    }

    private static int read(Socket from, byte[] buffer) throws IOException {
        return from.getInputStream().read(buffer);
    }

    void discard() {
        discarding = true;
    }

    void cut() {
        reset(client);
        reset(database);
        onClosed.accept(this);
    }

    /** Closes a socket with RST. */
    static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException closed) {
            // The thread of the other direction has closed it.
        }
    }
}
