package org.operationsgateway.robustness.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy for the database connections of one replica, with faults that can be injected. Thread-safe. */
public final class DatabaseProxy implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 2000;
    private static final int BACKLOG = 100;

    private volatile InetSocketAddress target;
    private final ServerSocket server;
    private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private final Gate gate = new Gate();
    private volatile boolean refusing;

    /** Creates a proxy that listens on a free port. */
    public DatabaseProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
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
            database.connect(target, CONNECT_TIMEOUT_MILLIS);
        } catch (IOException unreachable) {
            ProxyConnection.reset(client);
            return;
        }
        ProxyConnection connection = new ProxyConnection(client, database, gate, connections::remove);
        connections.add(connection);
        connection.start();
    }

    /** Stops forwarding until {@link #resume}, without loss. */
    public void stall() {
        gate.close();
    }

    /** Resumes forwarding, and accepts new connections. */
    public void resume() {
        refusing = false;
        gate.open();
    }

    /** Resets all connections. */
    public void cut() {
        connections.forEach(ProxyConnection::cut);
    }

    /** Discards all bytes of the present connections from now on, without closing them. New connections work. */
    public void halfOpen() {
        connections.forEach(ProxyConnection::discard);
    }

    /** Resets all connections, and refuses new ones until {@link #resume}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Forwards new connections to another address, and resets the present ones. */
    public void switchTo(InetSocketAddress address) {
        target = address;
        cut();
    }

    /** Returns the number of connections. */
    public int size() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        gate.open();
        cut();
    }
}
