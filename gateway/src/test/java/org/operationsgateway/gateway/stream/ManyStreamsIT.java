package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A leak test: ten thousand streams, opened and closed in waves, in a small heap. */
class ManyStreamsIT {

    private static final int WAVES = 20;
    private static final int STREAMS = 500;
    private static final int OPERATIONS = 10;

    @Test
    void closedStreamsReleaseTheirMemory() throws IOException {
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(database)) {
            Producer producer = gateway.producer();
            for (int i = 0; i < OPERATIONS; i++) {
                producer.create("busy-" + i);
            }
            for (int wave = 0; wave < WAVES; wave++) {
                List<RawConnection> connections = open(gateway);
                awaitMetric(gateway, "gateway_streams_open", STREAMS);
                for (int i = 0; i < OPERATIONS; i++) {
                    producer.update("busy-" + i, wave + 2);
                }
                disconnect(connections);
                awaitMetric(gateway, "gateway_streams_open", 0);
                awaitMetric(gateway, "gateway_operations_watched", 0);
            }
            assertThat(gateway.metric("gateway_events_delivered_total")).isGreaterThan(WAVES * STREAMS);
        }
    }

    private static List<RawConnection> open(GatewayProcess gateway) throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            RawConnection connection = RawConnection.to(gateway.port());
            String operation = "/v1/operations/busy-" + i % OPERATIONS;
            connection.get(i % 50 == 0 ? "/v1/operations" : operation, "Accept: text/event-stream");
            connections.add(connection);
        }
        for (RawConnection connection : connections) {
            assertThat(connection.head().status()).isEqualTo("HTTP/1.1 200 OK");
        }
        return connections;
    }

    /** Closes half of the connections, and resets the others. */
    private static void disconnect(List<RawConnection> connections) throws IOException {
        for (int i = 0; i < connections.size(); i++) {
            if (i % 2 == 0) {
                connections.get(i).close();
            } else {
                connections.get(i).reset();
            }
        }
    }

    private static void awaitMetric(GatewayProcess gateway, String name, int value) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(gateway.metric(name)).isEqualTo(value));
    }
}
