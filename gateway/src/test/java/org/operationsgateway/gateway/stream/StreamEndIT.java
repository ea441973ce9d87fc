package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of the end of a stream, by the gateway or by the client, and of its resources. */
class StreamEndIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int STREAMS = 50;

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension("gateway.watch.heartbeat=200ms");

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();
    private final SseClient client = EXTENSION.client();

    @BeforeEach
    void awaitNoOpenStream() {
        awaitOpen(0);
    }

    private void awaitOpen(int streams) {
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(gateway.metric("gateway_streams_open")).isEqualTo(streams));
    }

    @Test
    void theDoneEventFollowsTheResult() {
        producer.create("completed");
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/completed"))) {
            stream.next();
            producer.complete("completed");
            List<Event> rest = stream.rest();
            assertThat(rest).extracting(Event::type).containsExactly("message", "done");
            assertThat(rest.getFirst().data()).contains("\"done\":true,\"response\":");
            assertThat(rest.getLast().data()).isEqualTo("{\"name\":\"operations/completed\"}");
        }
        awaitOpen(0);
    }

    @Test
    void aCancelledOperationIsDoneWithAnError() {
        producer.create("cancelled");
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/cancelled"))) {
            stream.next();
            producer.cancel("cancelled");
            List<Event> rest = stream.rest();
            assertThat(rest).extracting(Event::type).containsExactly("message", "done");
            assertThat(rest.getFirst().data()).contains("\"done\":true,\"error\":{\"code\":1,");
        }
    }

    @Test
    void theDeletionOfAnOperationEndsItsStream() {
        producer.create("deleted");
        String id;
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/deleted"))) {
            id = stream.next().lastEventId();
            producer.delete("deleted");
            List<Event> rest = stream.rest();
            assertThat(rest).extracting(Event::type).containsExactly("deleted");
            assertThat(rest.getFirst().data()).isEqualTo("{\"name\":\"operations/deleted\"}");
        }
        try (SseConnection second = client.reopen(gateway.uri("/v1/operations/deleted"), id)) {
            assertThat(second.head().statusCode()).isEqualTo(404);
        }
        awaitOpen(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void disconnectedClientsLeaveNoStreamOpen(boolean byReset) throws IOException {
        String id = "disconnected-" + byReset;
        producer.create(id);
        List<RawConnection> connections = open(id);
        awaitOpen(STREAMS);
        for (RawConnection connection : connections) {
            if (byReset) {
                connection.reset();
            } else {
                connection.close();
            }
        }
        awaitOpen(0);
        producer.complete(id);
    }

    private List<RawConnection> open(String id) throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            RawConnection connection = RawConnection.to(gateway.port());
            connection.get("/v1/operations/" + id, "Accept: text/event-stream");
            connections.add(connection);
        }
        return connections;
    }

    @Test
    void aClientThatDisconnectsBeforeTheResponseLeavesNoStreamOpen() throws IOException {
        producer.create("hasty");
        for (int i = 0; i < STREAMS; i++) {
            RawConnection connection = RawConnection.to(gateway.port());
            connection.get("/v1/operations/hasty", "Accept: text/event-stream");
            connection.reset();
        }
        double delivered = gateway.metric("gateway_events_delivered_total");
        awaitOpen(0);
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/hasty"))) {
            stream.next();
            awaitOpen(1);
            producer.complete("hasty");
            stream.rest();
        }
        awaitOpen(0);
        assertThat(gateway.metric("gateway_events_delivered_total") - delivered).isBetween(2.0, 2.0 + STREAMS);
    }
}
