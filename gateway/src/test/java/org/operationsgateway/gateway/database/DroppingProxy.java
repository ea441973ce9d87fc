package org.operationsgateway.gateway.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a gateway and its database, and forwards everything until it begins to swallow it. */
final class DroppingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int swallowed;

    DroppingProxy(int target) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Nothing that is sent on the connections there are arrives any more, and nobody is told. New ones work. */
    void swallow() {
        swallowed = connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> forward(number, client, database));
                Thread.ofVirtual().start(() -> forward(number, database, client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void forward(int number, Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try {
            for (int length = from.getInputStream().read(bytes);
                    length > 0;
                    length = from.getInputStream().read(bytes)) {
                if (number > swallowed) {
                    to.getOutputStream().write(bytes, 0, length);
                }
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            // One of the two has closed it.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
