package org.operationsgateway.testkit.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy on this machine that can drop all data of its open connections. */
public final class DroppingProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int lastDropped;

    /** Starts a proxy to a port of this machine. */
    public DroppingProxy(int target) throws IOException {
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    /** Returns the port of the proxy. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Drops all further data of the open connections, which stay open. New connections are forwarded. */
    public void dropData() {
        lastDropped = connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> forward(number, client, server));
                Thread.ofVirtual().start(() -> forward(number, server, client));
            }
        } catch (IOException closed) {
            // The proxy is closed.
        }
    }

    private void forward(int number, Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try {
            for (int length = from.getInputStream().read(bytes);
                    length > 0;
                    length = from.getInputStream().read(bytes)) {
                if (number > lastDropped) {
                    to.getOutputStream().write(bytes, 0, length);
                }
            }
            to.shutdownOutput();
        } catch (IOException closed) {
            // One side has closed the connection.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
