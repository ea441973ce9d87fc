package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of the first events of a stream, for each kind of id that a client may send. */
class LastEventIdIT {

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();
    private final SseClient client = EXTENSION.client();

    @BeforeAll
    static void createShared() {
        createAtRevision3(EXTENSION.producer(), "shared");
    }

    private static void createAtRevision3(Producer producer, String id) {
        producer.create(id);
        producer.update(id, 2);
        producer.update(id, 3);
    }

    /** Returns an id without the check of the commit time, as an earlier version sent it. */
    private String idOfRevision(String operation, int number) {
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/" + operation))) {
            String id = stream.next().lastEventId();
            return id.substring(0, id.indexOf('-') + 1) + number;
        }
    }

    @Test
    void withoutAnIdTheStreamStartsWithTheCurrentState() {
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/shared"))) {
            assertIsRevision(stream.next(), 3);
        }
    }

    @Test
    void afterALoggedIdTheStreamStartsWithTheNextRevision() {
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/shared"), idOfRevision("shared", 1))) {
            assertIsRevision(stream.next(), 2);
            assertIsRevision(stream.next(), 3);
        }
    }

    @Test
    void atTheStartTheStreamContainsEachStateOfTheLogAndGoesOn() {
        createAtRevision3(producer, "replayed");
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/replayed?lastEventId=start"))) {
            for (int revision = 1; revision <= 3; revision++) {
                assertIsRevision(stream.next(), revision);
            }
            producer.update("replayed", 4);
            assertIsRevision(stream.next(), 4);
            producer.complete("replayed");
            assertThat(stream.rest()).extracting(Event::type).containsExactly("message", "done");
        }
        try (SseConnection done = client.open(gateway.uri("/v1/operations/replayed?lastEventId=start"))) {
            assertThat(done.rest()).hasSize(6).last().extracting(Event::type).isEqualTo("done");
        }
    }

    @Test
    void afterTheEtagOfAGetTheStreamStartsWithTheNextChange() {
        createAtRevision3(producer, "rendered");
        String etag = gateway.api()
                .get("/v1/operations/rendered")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        producer.update("rendered", 4);
        String encoded = URLEncoder.encode(etag, StandardCharsets.UTF_8);
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/rendered?lastEventId=" + encoded))) {
            assertIsRevision(stream.next(), 4);
        }
    }

    @Test
    void theIdMayBeAQueryParameter() {
        String path = "/v1/operations/shared?lastEventId=" + idOfRevision("shared", 1);
        try (SseConnection stream = client.open(gateway.uri(path))) {
            assertIsRevision(stream.next(), 2);
        }
    }

    @Test
    void theHeaderOfAReconnectingBrowserOverridesTheParameter() {
        String path = "/v1/operations/shared?lastEventId=" + idOfRevision("shared", 1);
        try (SseConnection stream = client.reopen(gateway.uri(path), idOfRevision("shared", 2))) {
            assertIsRevision(stream.next(), 3);
        }
    }

    @Test
    void afterTheCurrentIdTheStreamStartsWithTheNextChange() {
        createAtRevision3(producer, "current");
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/current"), idOfRevision("current", 3))) {
            producer.update("current", 4);
            assertIsRevision(stream.next(), 4);
        }
    }

    @Test
    void anIdOfAnotherOperationCausesAResetWithTheCurrentState() {
        createAtRevision3(producer, "other");
        assertReset("shared", idOfRevision("other", 2), "OTHER_LIFE");
    }

    @Test
    void anIdOfAnEarlierIncarnationCausesAResetWithTheCurrentState() {
        createAtRevision3(producer, "recreated");
        String before = idOfRevision("recreated", 2);
        producer.delete("recreated");
        createAtRevision3(producer, "recreated");
        assertReset("recreated", before, "OTHER_LIFE");
    }

    @Test
    void anIdOfALaterRevisionCausesAResetWithTheCurrentState() {
        assertReset("shared", idOfRevision("shared", 4), "FUTURE_REVISION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "0", "-3", "a-", "a-b", "a-3-3", "A-3", "a-99999999999999999999", "null", "{}", "a 3"
            })
    void anInvalidIdCausesAResetWithTheCurrentState(String id) {
        assertReset("shared", id, "UNKNOWN_EVENT_ID");
    }

    @Test
    void anIdOf64KibibytesCausesAResetWithTheCurrentState() {
        assertReset("shared", "a".repeat(64 * 1024), "UNKNOWN_EVENT_ID");
    }

    @Test
    void anInvalidIdOfADoneOperationCausesAResetTheDoneStateAndTheEnd() {
        createAtRevision3(producer, "done");
        producer.complete("done");
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/done"), "garbage")) {
            assertThat(stream.rest()).extracting(Event::type).containsExactly("reset", "message", "done");
        }
    }

    @Test
    void aPurgedIdCausesAResetWithTheCurrentState() {
        createAtRevision3(producer, "truncated");
        String first = idOfRevision("truncated", 1);
        producer.update("truncated", 4);
        EXTENSION
                .database()
                .run("delete from operation_event where revision < 4"
                        + " and life = (select life from operation where name = 'operations/truncated')");
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/truncated"), first)) {
            assertThat(stream.next().data()).isEqualTo("{\"reason\":\"LOG_TRUNCATED\"}");
            assertIsRevision(stream.next(), 4);
            producer.update("truncated", 5);
            assertIsRevision(stream.next(), 5);
        }
    }

    private void assertReset(String operation, String id, String reason) {
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/" + operation), id)) {
            assertThat(stream.head().statusCode()).isEqualTo(200);
            assertThat(List.of(stream.next(), stream.next()))
                    .extracting(Event::type)
                    .containsExactly("reset", "message");
        }
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/" + operation), id)) {
            assertThat(stream.next().data()).isEqualTo("{\"reason\":\"" + reason + "\"}");
            assertIsRevision(stream.next(), 3);
        }
    }

    private static void assertIsRevision(Event event, int number) {
        assertThat(event.type()).isEqualTo("message");
        assertThat(Revisions.number(event)).isEqualTo(number);
        assertThat(event.data()).contains(Producer.progress(number));
    }
}
