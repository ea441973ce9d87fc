package org.operationsgateway.gateway.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.operationsgateway.testkit.http.Http2Frames.frame;
import static org.operationsgateway.testkit.http.Http2Frames.repeat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Http2Frames;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.http.RawHttp2Connection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;

/** Floods of one connection: it is closed, counted and logged, and other connections are served. */
@Timeout(120)
class FloodIT {

    private static final Duration COUNTED = Duration.ofSeconds(10);
    private static final String STREAM = "accept: text/event-stream";
    private static final int STREAMS = 400;

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension(
            "gateway.connections.head-timeout=3s",
            "gateway.connections.body-timeout=3s",
            // So low that a slow machine, which checks each buffer for leaks, receives more than is forgotten.
            "gateway.connections.resets-per-second=10",
            "gateway.connections.frames-per-second=20",
            "gateway.watch.heartbeat=1s");

    private final GatewayProcess gateway = EXTENSION.gateway();

    @FunctionalInterface
    private interface Attack {
        void run(RawHttp2Connection connection) throws IOException;
    }

    @BeforeEach
    void createOperation() {
        gateway.api().post("/v1/operations?operationId=flood", "{}");
    }

    /** Runs an attack; asserts that its connection ends with an error, and what others see of it. */
    private int assertRejected(RejectionReason reason, Attack attack) throws IOException {
        double before = count(reason);
        try (RawHttp2Connection other = RawHttp2Connection.to(gateway.port());
                RawHttp2Connection attacker = RawHttp2Connection.to(gateway.port())) {
            other.ping();
            attack.run(attacker);
            int error = attacker.end();
            assertServed(other);
            assertCounted(reason, before);
            return error;
        }
    }

    private void assertServed(RawHttp2Connection other) throws IOException {
        int stream = other.get("/v1/operations/flood");
        other.await(frame -> frame.stream() == stream && frame.is(Http2Frames.DATA, Http2Frames.END_STREAM));
        assertThat(gateway.api().get("/v1/operations/flood").statusCode()).isEqualTo(200);
    }

    private void assertCounted(RejectionReason reason, double before) {
        await().atMost(COUNTED).untilAsserted(() -> assertThat(count(reason)).isEqualTo(before + 1));
        assertThat(gateway.output()).containsPattern("WARN .*Rejected a connection from .*: " + reason.description());
    }

    private double count(RejectionReason reason) {
        return gateway.metric("gateway_connections_rejected_total{reason=\"" + reason.tag() + "\"}");
    }

    @Test
    void requestsThatAreResetAtOnce() throws IOException {
        int error = assertRejected(RejectionReason.RESET_FLOOD, connection -> {
            byte[][] frames = new byte[2 * 1_000][];
            for (int i = 0; i < frames.length; i += 2) {
                int stream = connection.newStream();
                frames[i] = Http2Frames.get(stream, "/v1/operations/flood");
                frames[i + 1] = Http2Frames.reset(stream);
            }
            connection.sendUntilClosed(frames);
        });
        assertThat(error).isIn(RawHttp2Connection.ENHANCE_YOUR_CALM, RawHttp2Connection.NONE);
    }

    @Test
    void settings() throws IOException {
        byte[] window = Http2Frames.setting(Http2Frames.INITIAL_WINDOW_SIZE, 1000);
        int error = assertRejected(
                RejectionReason.SETTINGS_FLOOD,
                connection -> connection.send(repeat(150, frame(Http2Frames.SETTINGS, 0, 0, window))));
        assertThat(error).isIn(RawHttp2Connection.ENHANCE_YOUR_CALM, RawHttp2Connection.NONE);
    }

    @Test
    void theLastFrameIsAGoawayIfTheClientHasSentNothingAfterIt() throws IOException {
        int error = assertRejected(RejectionReason.DATA_FLOOD, connection -> {
            int stream = connection.newStream();
            connection.send(Http2Frames.post(stream, "/v1/operations", "content-type: application/json"));
            connection.send(repeat(3, frame(Http2Frames.DATA, 0, stream)));
        });
        assertThat(error).isEqualTo(RawHttp2Connection.ENHANCE_YOUR_CALM);
    }

    @Test
    void pings() throws IOException {
        assertRejected(
                RejectionReason.PING_FLOOD,
                connection -> connection.sendUntilClosed(repeat(2_000, frame(Http2Frames.PING, 0, 0, new byte[8]))));
    }

    @Test
    void priorities() throws IOException {
        assertRejected(
                RejectionReason.PRIORITY_FLOOD,
                connection ->
                        connection.sendUntilClosed(repeat(2_000, frame(Http2Frames.PRIORITY, 0, 7, new byte[5]))));
    }

    @Test
    void windowUpdates() throws IOException {
        assertRejected(
                RejectionReason.WINDOW_FLOOD,
                connection -> connection.sendUntilClosed(repeat(30_000, Http2Frames.windowUpdate(0, 1))));
    }

    @Test
    void framesOfAnUnknownType() throws IOException {
        assertRejected(
                RejectionReason.FRAME_FLOOD, connection -> connection.sendUntilClosed(repeat(2_000, frame(200, 0, 0))));
    }

    @Test
    void continuations() throws IOException {
        assertRejected(RejectionReason.CONTINUATION_FLOOD, connection -> {
            connection.send(frame(Http2Frames.HEADERS, 0, 1));
            connection.sendUntilClosed(repeat(100, frame(Http2Frames.CONTINUATION, 0, 1)));
        });
    }

    @Test
    void headersThatDoNotEnd() throws IOException {
        assertRejected(RejectionReason.LATE_HEAD, connection -> connection.send(frame(Http2Frames.HEADERS, 0, 1)));
    }

    @Test
    void aFrameThatDoesNotEnd() throws IOException {
        assertRejected(RejectionReason.LATE_BODY, connection -> connection.send(new byte[] {0, 0, 8, 6, 0}));
    }

    @Test
    void aFrameThatIsNotAllowed() throws IOException {
        assertRejected(RejectionReason.MALFORMED, connection -> {
            connection.ping();
            connection.send(frame(Http2Frames.DATA, 0, 0, (byte) 1));
        });
    }

    @Test
    void aLateBody() throws IOException {
        double before = count(RejectionReason.LATE_BODY);
        try (RawHttp2Connection client = RawHttp2Connection.to(gateway.port())) {
            int stream = client.newStream();
            client.send(Http2Frames.post(stream, "/v1/operations", "content-type: application/json"));
            client.send(frame(Http2Frames.DATA, 0, stream, (byte) '{'));
            client.await(frame -> frame.stream() == stream && frame.is(Http2Frames.HEADERS, 0));
            assertServed(client);
        }
        assertCounted(RejectionReason.LATE_BODY, before);
    }

    @Test
    void lateHeadersOfHttp1() throws IOException {
        assertRejectedHttp1(RejectionReason.LATE_HEAD, "GET / HTTP/1.1\r\nHost: ", 408);
    }

    @Test
    void aLateBodyOfHttp1() throws IOException {
        String head = "POST /v1/operations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        assertRejectedHttp1(RejectionReason.LATE_BODY, head + "Content-Length: 10\r\n\r\n{", 408);
        // The handler for upgrades would wait for the body without a limit.
        String upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
        assertRejectedHttp1(RejectionReason.LATE_BODY, head + upgrade + "Content-Length: 10\r\n\r\n{", 408);
        assertRejectedHttp1(
                RejectionReason.LATE_BODY, head + upgrade + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", 408);
    }

    private void assertRejectedHttp1(RejectionReason reason, String request, int status) throws IOException {
        double before = count(reason);
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send(request);
            assertThat(connection.head().statusCode()).isEqualTo(status);
        }
        assertCounted(reason, before);
    }

    @Test
    void largeHeadersAndMalformedRequestsOfHttp1AreCountedAndLoggedByTheirOwnLines() throws IOException {
        double large = count(RejectionReason.LARGE_HEAD);
        double malformed = count(RejectionReason.MALFORMED);
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Filler: " + "x".repeat(97 * 1024));
            assertThat(connection.head().statusCode()).isEqualTo(431);
        }
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
            assertThat(connection.head().statusCode()).isEqualTo(400);
        }
        assertThat(count(RejectionReason.LARGE_HEAD)).isEqualTo(large + 1);
        assertThat(count(RejectionReason.MALFORMED)).isEqualTo(malformed + 1);
        assertThat(gateway.output()).contains("Rejected a malformed request from");
    }

    @Test
    void aServiceMayCancelAllItsStreamsAtOnce() throws IOException {
        try (RawHttp2Connection service = RawHttp2Connection.to(gateway.port())) {
            int kept = service.get("/v1/operations/flood", STREAM);
            byte[][] resets = open(service, "/v1/operations/flood", STREAM);
            for (int heads = 0; heads <= STREAMS; heads++) {
                service.await(frame -> frame.is(Http2Frames.HEADERS, 0));
            }
            service.send(resets);
            service.ping();
            gateway.producer().update("flood", 2);
            service.await(frame -> frame.stream() == kept && frame.is(Http2Frames.DATA, 0));
        }
    }

    @Test
    void aServiceMayCancelItsOlderWaitsThatAreNotAnswered() throws IOException {
        try (RawHttp2Connection service = RawHttp2Connection.to(gateway.port())) {
            int clock = service.get("/v1/operations/flood", STREAM);
            byte[][] resets = open(service, "/v1/operations/flood:wait", "accept: application/json");
            for (int heartbeats = 0; heartbeats < 4; heartbeats++) {
                service.await(frame -> frame.stream() == clock && frame.is(Http2Frames.DATA, 0));
            }
            service.send(resets);
            service.ping();
            assertServed(service);
        }
    }

    /** Opens streams; returns the frames that cancel them. */
    private static byte[][] open(RawHttp2Connection service, String path, String accept) throws IOException {
        byte[][] resets = new byte[STREAMS][];
        for (int i = 0; i < STREAMS; i++) {
            resets[i] = Http2Frames.reset(service.get(path, accept));
        }
        return resets;
    }

    /** A response begins with the size of the table that the gateway has chosen (RFC 7541, 6.3). */
    @Test
    void aClientThatAllowsALargeTableOfHeadersGetsASmallOne() throws IOException {
        byte[] settings = Http2Frames.setting(Http2Frames.HEADER_TABLE_SIZE, 1 << 20);
        try (RawHttp2Connection client = RawHttp2Connection.withSettings(gateway.port(), settings)) {
            client.ping();
            int stream = client.get("/v1/operations/flood");
            byte[] fields = client.await(frame -> frame.stream() == stream && frame.is(Http2Frames.HEADERS, 0))
                    .payload();
            byte[] largeThenSmall = {0x3f, (byte) 0xe1, (byte) 0xff, 0x3f, 0x3f, (byte) 0xe1, 0x1f};
            assertThat(fields).startsWith(largeThenSmall);
        }
    }
}
