package org.operationsgateway.robustness.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of the faults of the proxy, against a server that echoes bytes. */
@Timeout(10)
class DatabaseProxyTest {

    private static final int SHORT_TIMEOUT_MILLIS = 200;
    private static final int LONG_TIMEOUT_MILLIS = 5000;

    private ServerSocket echo;
    private DatabaseProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        proxy = new DatabaseProxy(new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> echo(client));
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException cut) {
            // Caused by the test.
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(LONG_TIMEOUT_MILLIS);
        return socket;
    }

    private static int exchange(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    @Test
    void forwardsInBothDirections() throws IOException {
        try (Socket socket = connect()) {
            assertThat(exchange(socket, 42)).isEqualTo(42);
        }
    }

    @Test
    void aStalledConnectionDeliversItsBytesAfterTheResume() throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, 1);
            proxy.stall();
            socket.setSoTimeout(SHORT_TIMEOUT_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> exchange(socket, 2));
            proxy.resume();
            socket.setSoTimeout(LONG_TIMEOUT_MILLIS);
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void aCutConnectionFails() throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, 1);
            proxy.cut();
            assertThatIOException().isThrownBy(() -> exchange(socket, 2));
        }
    }

    @Test
    void aHalfOpenConnectionLosesAllBytesAndNewConnectionsWork() throws IOException {
        try (Socket socket = connect();
                Socket other = connectAfterHalfOpening(socket)) {
            socket.setSoTimeout(SHORT_TIMEOUT_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> exchange(socket, 2));
            assertThat(exchange(other, 3)).isEqualTo(3);
        }
    }

    private Socket connectAfterHalfOpening(Socket socket) throws IOException {
        exchange(socket, 1);
        proxy.halfOpen();
        return connect();
    }

    @Test
    void aRefusedConnectionFailsUntilTheResume() throws IOException {
        proxy.refuse();
        try (Socket socket = connect()) {
            assertThatIOException().isThrownBy(() -> exchangeOrFail(socket));
        }
        proxy.resume();
        try (Socket socket = connect()) {
            assertThat(exchange(socket, 1)).isEqualTo(1);
        }
    }

    private static void exchangeOrFail(Socket socket) throws IOException {
        if (exchange(socket, 1) < 0) {
            throw new IOException("The connection has ended");
        }
    }
}
