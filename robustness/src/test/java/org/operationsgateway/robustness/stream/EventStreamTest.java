package org.operationsgateway.robustness.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EventStreamTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private EventStream open(String answer) throws IOException {
        Thread.ofVirtual().start(() -> answer(answer));
        InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        return EventStream.open(address, "/v1/operations/1", "x", 65536, Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    private void answer(String answer) {
        try (Socket client = server.accept()) {
            while (HttpLines.read(client.getInputStream()).length() > 0) {
                // The head of the request.
            }
            client.getOutputStream().write(answer.getBytes(UTF_8));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n";
    }

    @Test
    void eventsMayBeSplitOverChunksAnywhere() throws IOException {
        try (EventStream stream = open(HEAD + chunk("id: 1\nda") + chunk("ta: ü\n") + chunk("\n") + "0\r\n\r\n")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.next()).contains(new ServerEvent("message", "1", "ü"));
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void linesEndInAnyOfThreeWays() throws IOException {
        try (EventStream stream = open(HEAD + chunk("data: a\r\n\r\ndata: b\r\rdata: c\n\n") + "0\r\n\r\n")) {
            assertThat(stream.next()).map(ServerEvent::data).contains("a");
            assertThat(stream.next()).map(ServerEvent::data).contains("b");
            assertThat(stream.next()).map(ServerEvent::data).contains("c");
        }
    }

    @Test
    void aConnectionThatEndsBeforeTheBodyDoesIsAFailure() throws IOException {
        try (EventStream stream = open(HEAD + chunk("data: a\n\n"))) {
            assertThat(stream.next()).isPresent();
            assertThatIOException().isThrownBy(stream::next);
        }
    }

    @Test
    void theStatusIsTold() throws IOException {
        try (EventStream stream = open("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(stream.status()).isEqualTo(204);
            assertThat(stream.lastEventId()).isEqualTo("x");
        }
    }
}
