package org.operationsgateway.robustness.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards connections of one replica to the database, until told to do it badly. Thread-safe. */
public final class DatabaseProxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2000;

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<ProxyConnection> links = ConcurrentHashMap.newKeySet();
    private final Gate gate = new Gate();
    private volatile boolean refusing;

    /** Listens on a free port. */
    public DatabaseProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        if (refusing) {
            ProxyConnection.reset(client);
            return;
        }
        Socket database = new Socket();
        try {
            database.connect(target, CONNECT_MILLIS);
        } catch (IOException unreachable) {
            ProxyConnection.reset(client);
            return;
        }
        ProxyConnection link = new ProxyConnection(client, database, gate, links::remove);
        links.add(link);
        link.start();
    }

    /** Nothing goes through until {@link #resume}; nothing is lost. */
    public void stall() {
        gate.shut();
    }

    /** Goes on where it was stalled. */
    public void resume() {
        refusing = false;
        gate.open();
    }

    /** Resets every connection there is. */
    public void cut() {
        links.forEach(ProxyConnection::cut);
    }

    /** Swallows all that goes over the connections there are, and never says so; new ones work. */
    public void halfOpen() {
        links.forEach(ProxyConnection::swallow);
    }

    /** Cuts every connection, and refuses new ones until {@link #resume}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** How many connections there are. */
    public int size() {
        return links.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        gate.open();
        cut();
    }
}
