package org.operationsgateway.testkit.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of event streams on a socket. */
@Timeout(10)
class SseReaderTest {

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

    private SseReader open(String response) throws IOException {
        Thread.ofVirtual().start(() -> respond(response));
        InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        return SseReader.open(address, "/v1/operations/1", "x", 65536, Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    private void respond(String response) {
        try (Socket client = server.accept()) {
            BufferedReader request = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            String line = request.readLine();
            while (!line.isEmpty()) {
                line = request.readLine();
            }
            client.getOutputStream().write(response.getBytes(UTF_8));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n";
    }

    @Test
    void chunksMayEndWithinAnEvent() throws IOException {
        try (SseReader reader = open(HEAD + chunk("id: 1\nda") + chunk("ta: ü\n") + chunk("\n") + "0\r\n\r\n")) {
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.next()).contains(new Event("message", "ü", "1"));
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void aLineEndsInCrLfOrBoth() throws IOException {
        try (SseReader reader = open(HEAD + chunk("data: a\r\n\r\ndata: b\r\rdata: c\n\n") + "0\r\n\r\n")) {
            assertThat(reader.next()).map(Event::data).contains("a");
            assertThat(reader.next()).map(Event::data).contains("b");
            assertThat(reader.next()).map(Event::data).contains("c");
        }
    }

    @Test
    void theStreamMayChangeTheRetryTime() throws IOException {
        try (SseReader reader = open(HEAD + chunk("retry: 5 s\ndata: a\n\nretry: 1873\n") + "0\r\n\r\n")) {
            assertThat(reader.retry()).isEqualTo(Duration.ofSeconds(1));
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
            assertThat(reader.retry()).isEqualTo(Duration.ofMillis(1873));
        }
    }

    @Test
    void aConnectionThatEndsBeforeTheBodyIsAFailure() throws IOException {
        try (SseReader reader = open(HEAD + chunk("data: a\n\n"))) {
            assertThat(reader.next()).isPresent();
            assertThatIOException().isThrownBy(reader::next);
        }
    }

    @Test
    void theStatusAndTheIdOfTheRequestAreReturned() throws IOException {
        try (SseReader reader = open("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(reader.status()).isEqualTo(204);
            assertThat(reader.lastEventId()).isEqualTo("x");
        }
    }
}
