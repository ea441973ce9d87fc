package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A test of {@code view=FULL} on streams: each operation is the one that GET returned at that revision. */
@Timeout(120)
class FullViewIT {

    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    private static final GatewayExtension EXTENSION =
            new GatewayExtension("gateway.deadline.interval=100ms", "gateway.watch.heartbeat=300ms");

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();

    private JsonNode get(String id) {
        return JSON.readTree(
                gateway.api().get("/v1/operations/" + id + "?view=FULL").body());
    }

    private SseConnection watch(String path) {
        return EXTENSION.client().open(gateway.uri("/v1/operations" + path));
    }

    private static JsonNode json(Event event) {
        return JSON.readTree(event.data());
    }

    /** Returns the basic view of an operation. */
    private static JsonNode basic(JsonNode full) {
        ObjectNode copy = full.deepCopy().asObject();
        copy.remove("gateway");
        return copy;
    }

    @Test
    void everyLiveStateIsTheOneThatGetReturns() {
        producer.createWith("live", "cancellation=COOPERATIVE");
        try (SseConnection full = watch("/live?view=FULL");
                SseConnection basic = watch("/live?view=BASIC")) {
            assertThat(json(full.next())).isEqualTo(get("live"));
            producer.update("live", 2);
            assertThat(json(full.next())).isEqualTo(get("live"));
            producer.cancel("live");
            JsonNode cancelled = json(full.next());
            assertThat(cancelled).isEqualTo(get("live"));
            assertThat(cancelled.at("/gateway/cancelRequested").asBoolean()).isTrue();
            assertThat(full.next().type()).isEqualTo("cancel");
            producer.complete("live");
            JsonNode done = json(full.next());
            assertThat(done).isEqualTo(get("live"));
            assertThat(done.get("gateway").propertyNames())
                    .containsExactly(
                            "createTime", "updateTime", "endTime", "revision", "etag", "cancelRequested", "expireTime");
            assertThat(full.rest()).extracting(Event::type).containsExactly("done");

            List<Event> others = basic.rest();
            assertThat(others).noneMatch(event -> event.data().contains("gateway"));
            assertThat(json(others.get(4))).isEqualTo(basic(done));
        }
    }

    @Test
    void aResumedStreamReadsTheSameFromTheLog() {
        producer.createWith("resumed", "cancellation=COOPERATIVE");
        Event first;
        List<Event> live;
        try (SseConnection stream = watch("/resumed?view=FULL")) {
            first = stream.next();
            producer.update("resumed", 2);
            producer.cancel("resumed");
            producer.complete("resumed");
            live = stream.rest();
        }
        assertThat(live).extracting(Event::type).containsExactly("message", "message", "cancel", "message", "done");
        assertThat(json(live.get(3))).isEqualTo(get("resumed"));

        // No stream is open any more, so the ring that was shared is gone.
        URI uri = gateway.uri("/v1/operations/resumed?view=FULL");
        try (SseConnection again = EXTENSION.client().reopen(uri, first.lastEventId())) {
            assertThat(again.rest()).isEqualTo(live);
        }
    }

    @Test
    void theReasonOfAnEndByTheGatewayIsAMemberAndTheLeaseIsNone() {
        producer.createWith("silent", "lease=1s");
        try (SseConnection stream = watch("/silent?view=FULL")) {
            assertThat(get("silent").get("gateway").has("leaseExpireTime")).isTrue();
            assertThat(json(stream.next()).get("gateway").has("leaseExpireTime"))
                    .as("a lease is renewed without a revision")
                    .isFalse();
            JsonNode done = json(stream.next());
            assertThat(done.at("/gateway/reason").asString()).isEqualTo("LEASE_EXPIRED");
            assertThat(done).isEqualTo(get("silent"));
        }
    }

    @Test
    void linesContainTheFullViewToo() throws IOException {
        producer.create("lines");
        producer.complete("lines");
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/lines?view=FULL", "Accept: application/x-ndjson");
            connection.head();
            List<String> lines = connection.restText().lines().toList();
            assertThat(JSON.readTree(lines.getFirst()).get("operation")).isEqualTo(get("lines"));
            assertThat(lines.getLast()).isEqualTo("{\"event\":\"done\",\"name\":\"operations/lines\"}");
        }
    }

    @Test
    void aCollectionIsFullInItsSnapshotAndLive() throws IOException {
        String parent = "/v1/members/operations";
        String path = parent + "/x";
        gateway.api().post(parent + "?operationId=x");
        try (SseConnection stream = EXTENSION.client().open(gateway.uri(parent + "?view=FULL"));
                SseConnection basic = EXTENSION.client().open(gateway.uri(parent));
                RawConnection lines = RawConnection.to(gateway.port())) {
            lines.get(parent + "?view=FULL", "Accept: application/x-ndjson");
            lines.head();
            JsonNode created = current(path);
            assertThat(json(stream.next("message"))).isEqualTo(created);
            assertThat(nextLine(lines)).isEqualTo(created);
            assertThat(json(basic.next("message"))).isEqualTo(basic(created));
            stream.next("synced");

            gateway.api().post(path + ":complete", "{}");
            JsonNode done = current(path);
            assertThat(done.at("/gateway/expireTime").isString()).isTrue();
            assertThat(json(stream.next("message"))).isEqualTo(done);
            assertThat(nextLine(lines)).isEqualTo(done);
            assertThat(json(basic.next("message"))).isEqualTo(basic(done));
            gateway.api().delete(path);
            assertThat(stream.next("removed").data()).isEqualTo("{\"name\":\"members/operations/x\"}");
        }
    }

    private JsonNode current(String path) {
        return JSON.readTree(gateway.api().get(path + "?view=FULL").body());
    }

    private static JsonNode nextLine(RawConnection connection) throws IOException {
        String line = connection.chunkText();
        while (!line.contains("\"event\":\"message\"")) {
            line = connection.chunkText();
        }
        return JSON.readTree(line).get("operation");
    }

    @Test
    void anUnknownViewIsRefused() {
        producer.create("unknown");
        for (String accept : List.of("text/event-stream", "application/x-ndjson")) {
            for (String path : List.of("/v1/operations/unknown?view=NOPE", "/v1/operations?view=NOPE")) {
                var response = gateway.api().get(path, "Accept", accept);
                assertThat(response.statusCode()).isEqualTo(400);
                assertThat(response.body()).contains("view must be BASIC or FULL.");
            }
        }
    }
}
