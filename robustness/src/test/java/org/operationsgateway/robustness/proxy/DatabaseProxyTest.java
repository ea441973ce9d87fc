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

@Timeout(10)
class DatabaseProxyTest {

    private static final int SHORT_MILLIS = 200;
    private static final int LONG_MILLIS = 5000;

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
            // The test is over.
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException cut) {
            // As planned.
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(LONG_MILLIS);
        return socket;
    }

    private static int ask(Socket socket, int question) throws IOException {
        socket.getOutputStream().write(question);
        return socket.getInputStream().read();
    }

    @Test
    void forwardsBothWays() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket, 42)).isEqualTo(42);
        }
    }

    @Test
    void whatIsStalledComesWhenItIsResumed() throws IOException {
        try (Socket socket = connect()) {
            ask(socket, 1);
            proxy.stall();
            socket.setSoTimeout(SHORT_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> ask(socket, 2));
            proxy.resume();
            socket.setSoTimeout(LONG_MILLIS);
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void whatIsCutFails() throws IOException {
        try (Socket socket = connect()) {
            ask(socket, 1);
            proxy.cut();
            assertThatIOException().isThrownBy(() -> ask(socket, 2));
        }
    }

    @Test
    void whatIsHalfOpenNeverAnswersAndNewConnectionsDo() throws IOException {
        try (Socket socket = connect();
                Socket other = openAfterHalfOpening(socket)) {
            socket.setSoTimeout(SHORT_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> ask(socket, 2));
            assertThat(ask(other, 3)).isEqualTo(3);
        }
    }

    private Socket openAfterHalfOpening(Socket socket) throws IOException {
        ask(socket, 1);
        proxy.halfOpen();
        return connect();
    }

    @Test
    void whatIsRefusedFailsUntilItIsResumed() throws IOException {
        proxy.refuse();
        try (Socket socket = connect()) {
            assertThatIOException().isThrownBy(() -> failing(socket));
        }
        proxy.resume();
        try (Socket socket = connect()) {
            assertThat(ask(socket, 1)).isEqualTo(1);
        }
    }

    private static void failing(Socket socket) throws IOException {
        if (ask(socket, 1) < 0) {
            throw new IOException("ended");
        }
    }
}
