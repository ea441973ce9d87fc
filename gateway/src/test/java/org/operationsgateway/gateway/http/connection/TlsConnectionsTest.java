package org.operationsgateway.gateway.http.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.TlsServer;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests of connections with TLS: both protocols, and clients that do not complete what they begin. */
@GatewayTest(properties = "gateway.connections.head-timeout=2s")
@ExtendWith(OutputCaptureExtension.class)
class TlsConnectionsTest {

    private static final TlsServer TLS = new TlsServer();
    private static final SSLContext CLIENT = TLS.authority().client();
    private static final int LARGE_BYTES = 900_000;
    private static final int UPDATES = 5;
    /** The head timeout, and time for a slow machine. */
    private static final int CLOSED_MILLIS = 10_000;

    private final String collection = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final Api api;

    TlsConnectionsTest(Api api) {
        this.api = api;
    }

    @DynamicPropertySource
    static void tls(DynamicPropertyRegistry registry) {
        TLS.addTo(registry);
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(CLIENT).build();
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + api.port() + path);
    }

    private HttpResponse<String> send(HttpClient http, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String state(int number, int bytes) {
        return "{\"metadata\":{\"@type\":\"t/T\",\"n\":" + number + ",\"text\":\"" + "x".repeat(bytes) + "\"}}";
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void requestsAndStreamsUseTheNegotiatedProtocol(HttpClient.Version version) throws Exception {
        try (SseClient streams = new SseClient(client(version));
                HttpClient http = client(version)) {
            assertThat(send(http, "POST", collection + "?operationId=x", state(1, 10)))
                    .returns(200, HttpResponse::statusCode)
                    .returns(version, HttpResponse::version);
            SseConnection stream = streams.open(uri(collection + "/x"));
            assertThat(stream.head().version()).isEqualTo(version);
            assertThat(stream.next().data()).contains("\"n\":1");
            send(http, "PATCH", collection + "/x", state(2, 10));
            assertThat(stream.next().data()).contains("\"n\":2");
            send(http, "POST", collection + "/x:complete", "");
            assertThat(stream.rest()).extracting(Event::type).containsExactly("message", "done");
        }
    }

    @Test
    void framesThatStreamsShareArriveUnchanged() throws Exception {
        try (SseClient http1 = new SseClient(client(HttpClient.Version.HTTP_1_1));
                SseClient http2 = new SseClient(client(HttpClient.Version.HTTP_2));
                HttpClient http = client(HttpClient.Version.HTTP_1_1)) {
            send(http, "POST", collection + "?operationId=x", state(0, 10));
            List<SseConnection> streams = IntStream.range(0, 6)
                    .mapToObj(i -> (i % 2 == 0 ? http1 : http2).open(uri(collection + "/x")))
                    .toList();
            for (int i = 1; i <= UPDATES; i++) {
                assertThat(send(http, "PATCH", collection + "/x", state(i, i % 2 == 0 ? 100 : LARGE_BYTES))
                                .statusCode())
                        .isEqualTo(200);
            }
            send(http, "POST", collection + "/x:complete", "");
            for (SseConnection stream : streams) {
                assertThat(stream.rest())
                        .filteredOn(event -> event.type().equals("message"))
                        .allSatisfy(event -> assertThat(event.data())
                                .matches("\\{\"name\":\"[^\"]+\",\"metadata\":\\{\"@type\":\"t/T\",\"n\":\\d,"
                                        + "\"text\":\"x+\"},\"done\":(false|true)[^x]*}"))
                        .last()
                        .satisfies(event -> assertThat(event.data())
                                .contains("\"n\":" + UPDATES)
                                .hasSizeGreaterThan(LARGE_BYTES));
            }
        }
    }

    @Test
    void aClientWithoutNegotiationUsesHttp1() throws IOException {
        try (SSLSocket socket = handshake(CLIENT)) {
            socket.getOutputStream()
                    .write("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "PRI * HTTP/2.0\r\nHost: a\r\n\r\n"})
    void aClientThatDoesNotUseTheNegotiatedProtocolIsClosed(String request) throws IOException {
        try (SSLSocket socket = handshake(CLIENT, "h2")) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            assertThat(end(socket)).doesNotContain("HTTP/1.1 2");
        }
    }

    @Test
    void aConnectionWithoutAByteIsClosed() throws IOException {
        try (Socket socket = connect()) {
            assertThat(end(socket)).isEmpty();
        }
    }

    @Test
    void aHandshakeThatStopsIsClosed() throws IOException {
        try (Socket socket = connect()) {
            // The head of a ClientHello of 512 bytes.
            socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
            end(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "http/1.1"})
    void aClientThatSendsNothingAfterTheHandshakeIsClosed(String protocol) throws IOException {
        try (SSLSocket socket = handshake(CLIENT, protocol)) {
            assertThat(end(socket)).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void lateHeadersAreAnsweredOverTls() throws IOException {
        try (SSLSocket socket = handshake(CLIENT, "http/1.1")) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes(US_ASCII));
            assertThat(end(socket)).startsWith("HTTP/1.1 408 ").contains("REQUEST_TIMEOUT");
        }
    }

    @Test
    void requestsWithoutTlsFillNoLog(CapturedOutput output) throws IOException {
        int before = output.getAll().length();
        for (int i = 0; i < 30; i++) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write("GET /secret HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
                assertThat(end(socket)).doesNotContain("HTTP/1.1 2");
            }
        }
        assertThat(output.getAll().substring(before).lines())
                .hasSizeBetween(1, 15)
                .allMatch(line -> line.contains("without a TLS handshake: it does not begin with one"));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout(CLOSED_MILLIS);
        return socket;
    }

    private SSLSocket handshake(SSLContext context, String... protocols) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), api.port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(CLOSED_MILLIS);
        socket.startHandshake();
        assertThat(socket.getApplicationProtocol()).isEqualTo(protocols.length == 0 ? "" : protocols[0]);
        return socket;
    }

    /** Reads up to the end of the connection; fails after a timeout. */
    private static String end(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (SocketException | SSLException reset) {
            return "";
        }
    }
}
