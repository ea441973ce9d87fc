package org.operationsgateway.testkit.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** A TCP proxy on this machine that delays what its target sends: each statement of a database takes longer by that. */
public final class DelayingProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 8192;

    private final ServerSocket listening;
    private final int target;
    private volatile Duration delay;

    /** Starts a proxy to a port of this machine. */
    public DelayingProxy(int target, Duration delay) throws IOException {
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.delay = delay;
        Thread.ofVirtual().start(this::accept);
    }

    /** Returns the port of the proxy. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Sets the delay of all connections. */
    public void delay(Duration other) {
        delay = other;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> forward(client, server, false));
                Thread.ofVirtual().start(() -> forward(server, client, true));
            }
        } catch (IOException closed) {
            // The proxy is closed.
        }
    }

    private void forward(Socket from, Socket to, boolean delayed) {
        byte[] bytes = new byte[BUFFER_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
                if (delayed) {
                    Thread.sleep(delay);
                }
                to.getOutputStream().write(bytes, 0, length);
            }
        } catch (IOException closed) {
            // One side has closed the connection.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops listening. Open connections end with their sockets. */
    @Override
    public void close() throws IOException {
        listening.close();
    }
}
