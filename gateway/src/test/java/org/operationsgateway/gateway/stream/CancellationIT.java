package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem.Event;

/** What a request to cancel brings about, for each way in which operations may be cancelled. */
class CancellationIT {

    private static Database database;
    private static GatewayProcess gateway;
    private static Producer producer;
    private static SseClient client;

    @BeforeAll
    static void start() {
        database = Database.create();
        gateway = GatewayProcess.start(
                database, "--gateway.deadline.cancel-grace=1500ms", "--gateway.deadline.interval=100ms");
        producer = new Producer(gateway);
        client = new SseClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        producer.close();
        gateway.close();
        database.close();
    }

    private static int post(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = gateway.uri("/v1/operations" + path);
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
            return answer.statusCode();
        }
    }

    @Test
    void aProducerThatCooperatesIsToldOnceAndEndsItItself() throws Exception {
        post("?operationId=coop&cancellation=COOPERATIVE");
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/coop"))) {
            stream.next();
            assertThat(post("/coop:cancel")).isEqualTo(200);
            assertThat(post("/coop:cancel")).isEqualTo(200);
            assertThat(stream.next().data()).contains("\"done\":false");
            assertThat(stream.next()).isEqualTo(new Event("cancel", "{\"name\":\"operations/coop\"}", idOf(stream, 2)));
            producer.complete("coop");
            List<Event> rest = stream.rest();
            assertThat(rest).extracting(Event::type).containsExactly("message", "done");
            assertThat(rest.getFirst().data()).contains("\"response\":");
        }
    }

    /** The id of a revision of the operation that a stream is about, as a new stream of it says. */
    private static String idOf(SseConnection stream, int revision) {
        String path = stream.head().uri().getPath();
        try (SseConnection other = client.open(gateway.uri(path))) {
            return other.next().lastEventId().replaceFirst("-[0-9]+$", "-" + revision);
        }
    }

    @Test
    void aProducerThatFallsSilentIsOverruledAndOneThatGoesOnIsNot() throws Exception {
        post("?operationId=silent&cancellation=COOPERATIVE");
        post("?operationId=slow&cancellation=COOPERATIVE");
        try (SseConnection silent = client.open(gateway.uri("/v1/operations/silent"))) {
            post("/slow:cancel");
            post("/silent:cancel");
            for (int step = 0; !silentIsDone(silent); step++) {
                producer.update("slow", step);
            }
            producer.complete("slow");
        }
        try (SseConnection slow = client.open(gateway.uri("/v1/operations/slow"))) {
            assertThat(slow.next().data()).contains("\"response\":");
        }
    }

    private static boolean silentIsDone(SseConnection silent) {
        Event event = silent.poll();
        return event != null && event.type().equals("done");
    }

    @Test
    void oneThatCannotBeCancelledGoesOn() throws Exception {
        post("?operationId=unstoppable&cancellation=UNSUPPORTED");
        assertThat(post("/unstoppable:cancel")).isEqualTo(501);
        producer.complete("unstoppable");
        assertThat(post("/unstoppable:cancel")).isEqualTo(200);
    }
}
