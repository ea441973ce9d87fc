package org.operationsgateway.robustness.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;

/** One connection through the proxy: a pair of sockets, and a thread for each direction. */
final class ProxyConnection {

    private static final int BUFFER = 16 * 1024;

    private final Socket client;
    private final Socket database;
    private final Gate gate;
    private final Consumer<ProxyConnection> ended;
    private volatile boolean swallowing;

    ProxyConnection(Socket client, Socket database, Gate gate, Consumer<ProxyConnection> ended) {
        this.client = client;
        this.database = database;
        this.gate = gate;
        this.ended = ended;
    }

    void start() {
        Thread.ofVirtual().start(() -> pump(client, database, true));
        Thread.ofVirtual().start(() -> pump(database, client, false));
    }

    private void pump(Socket from, Socket to, boolean fromClient) {
        try {
            byte[] buffer = new byte[BUFFER];
            for (int count = read(from, buffer); count >= 0; count = read(from, buffer)) {
                gate.pass();
                if (!swallowing) {
                    to.getOutputStream().write(buffer, 0, count);
                }
            }
        } catch (IOException broken) {
            // Either side may break off at any time.
        }
        // A half-open link hides from each side that the other is gone.
        if (!swallowing || fromClient) {
            cut();
        }
    }

    private static int read(Socket from, byte[] buffer) throws IOException {
        return from.getInputStream().read(buffer);
    }

    void swallow() {
        swallowing = true;
    }

    void cut() {
        reset(client);
        reset(database);
        ended.accept(this);
    }

    /** Closes with RST, as a machine does that knows of no such connection. */
    static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException gone) {
            // The other direction has closed it.
        }
    }
}
