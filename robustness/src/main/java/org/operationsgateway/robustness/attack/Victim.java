package org.operationsgateway.robustness.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.operationsgateway.testkit.http.RawConnection;

/** The gateway as hostile clients see it: a port, and the connections that they keep open. Thread-safe. */
final class Victim {

    /** The host name in all requests; the gateway accepts it. */
    static final String HOST = "localhost";

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    /** The time without a byte after which a read fails. */
    private static final int READ_TIMEOUT_MILLIS = 20_000;
    /** So small that unread responses fill the buffers of the gateway. */
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024;

    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Instant end = Instant.MIN;

    Victim(int port) {
        this.port = port;
    }

    /** Returns the port. */
    int port() {
        return port;
    }

    /** Begins an attack that lasts until a time. */
    void attackUntil(Instant attackEnd) {
        end = attackEnd;
    }

    /** Returns whether the attack lasts. */
    boolean isUnderAttack() {
        return Instant.now().isBefore(end);
    }

    /** Sends requests on one connection while the attack lasts, each after the response to the one before. */
    void repeat(Supplier<String> request) throws IOException {
        try (RawConnection connection = RawConnection.to(port)) {
            while (isUnderAttack()) {
                connection.send(request.get());
                connection.text(connection.head().contentLength());
            }
        }
    }

    /** Opens a connection with a small receive buffer. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
        return socket;
    }

    /** Sends text on a new connection, and reads nothing. */
    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    /** Sends bytes on a new connection, and reads nothing. */
    void send(byte[] bytes) throws IOException {
        connect().getOutputStream().write(bytes);
    }

    /** Sends bytes on a new connection, and reads until the end of the connection. */
    String exchange(byte[] bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    /** Closes all connections. */
    void release() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }
}
