package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.process.GatewayExtension;

/** A test of a client whose packets are lost: it acknowledges nothing, and its connection never ends. */
class UnreachableClientIT {

    /** The kernel would send the data again for a quarter of an hour. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension(
            "server.address=0.0.0.0",
            "gateway.security.mode=open",
            "gateway.watch.heartbeat=500ms",
            "gateway.watch.peer-timeout=2s");

    @Test
    void itsStreamEndsAfterThePeerTimeout() throws IOException {
        assumeThat(NetworkNamespace.isPermitted())
                .as("network namespaces are permitted")
                .isTrue();
        EXTENSION.producer().create("unreachable");
        try (NetworkNamespace network = NetworkNamespace.create()) {
            Process client = network.start("exec 3<>/dev/tcp/" + NetworkNamespace.HOST + "/"
                    + EXTENSION.gateway().port()
                    + "; printf 'GET /v1/operations/unreachable?alt=sse HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n' >&3"
                    + "; cat <&3");
            try {
                awaitOpenStreams(1);
                network.loseAllPackets();
                awaitOpenStreams(0);
                assertThat(client.isAlive()).isTrue();
            } finally {
                client.destroyForcibly();
            }
        }
    }

    private static void awaitOpenStreams(int count) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(EXTENSION.gateway().metric("gateway_streams_open"))
                        .isEqualTo(count));
    }
}
