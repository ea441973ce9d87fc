package org.operationsgateway.gateway.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Http2Frames;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.http.RawHttp2Connection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;

/** The number of connections, and the time for which one stays open without a request. */
@Timeout(60)
class ConnectionLimitsIT {

    private static final int MAX = 20;
    private static final Duration ACCEPTED = Duration.ofSeconds(10);

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension(
            "gateway.connections.max=" + MAX, "gateway.connections.idle-timeout=4s", "gateway.watch.heartbeat=1s");

    private final GatewayProcess gateway = EXTENSION.gateway();

    @Test
    void anHttp2ConnectionWithoutAStreamIsClosedAndAnotherIsNot() throws IOException {
        gateway.api().post("/v1/operations?operationId=idle", "{}");
        try (RawHttp2Connection idle = RawHttp2Connection.to(gateway.port());
                RawHttp2Connection streaming = RawHttp2Connection.to(gateway.port())) {
            int get = idle.get("/v1/operations/idle");
            int stream = streaming.get("/v1/operations/idle", "accept: text/event-stream");
            idle.await(frame -> frame.stream() == get && frame.is(Http2Frames.DATA, Http2Frames.END_STREAM));
            assertThat(idle.end()).isEqualTo(RawHttp2Connection.NO_ERROR);
            // The next checks of its age find a stream.
            for (int heartbeats = 0; heartbeats < 6; heartbeats++) {
                streaming.await(frame -> frame.stream() == stream && frame.is(Http2Frames.DATA, 0));
            }
            streaming.ping();
        }
    }

    @Test
    void furtherConnectionsAreCountedAndLogged() throws IOException {
        String counter = "gateway_connections_rejected_total{reason=\"too_many_connections\"}";
        double before = gateway.metric(counter);
        List<Closeable> open = new ArrayList<>();
        try {
            // One more is that of the requests of this test.
            for (int i = 1; i < MAX; i++) {
                open.add(RawConnection.to(gateway.port()));
            }
            await().atMost(ACCEPTED)
                    .untilAsserted(() -> assertThat(gateway.metric("gateway_connections_open"))
                            .isEqualTo(MAX));
            try (RawConnection further = RawConnection.to(gateway.port())) {
                assertThat(further.head().statusCode()).isEqualTo(429);
            }
        } finally {
            for (Closeable connection : open) {
                connection.close();
            }
        }
        assertThat(gateway.metric(counter)).isGreaterThan(before);
        assertThat(gateway.output()).contains("Rejecting connections: ");
    }
}
