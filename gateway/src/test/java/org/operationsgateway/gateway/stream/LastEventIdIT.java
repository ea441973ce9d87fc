package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem.Event;

/** Where a stream begins, for each id that a client may come back with. */
class LastEventIdIT {

    private static Database database;
    private static GatewayProcess gateway;
    private static Producer producer;
    private static SseClient client;

    @BeforeAll
    static void start() {
        database = Database.create();
        gateway = GatewayProcess.start(database);
        producer = new Producer(gateway);
        client = new SseClient();
        createAtRevisionThree("here");
    }

    @AfterAll
    static void stop() {
        client.close();
        producer.close();
        gateway.close();
        database.close();
    }

    private static void createAtRevisionThree(String id) {
        producer.create(id);
        producer.update(id, 2);
        producer.update(id, 3);
    }

    private static String idOfRevision(String operation, int number) {
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/" + operation))) {
            String id = stream.next().lastEventId();
            return id.substring(0, id.lastIndexOf('-') + 1) + number;
        }
    }

    @Test
    void withoutOneItBeginsWithTheCurrentState() {
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/here"))) {
            assertIsRevision(stream.next(), 3);
        }
    }

    @Test
    void afterOneOfTheLogItBeginsWithTheNext() {
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/here"), idOfRevision("here", 1))) {
            assertIsRevision(stream.next(), 2);
            assertIsRevision(stream.next(), 3);
        }
    }

    @Test
    void itMayBeAParameter() {
        String path = "/v1/operations/here?lastEventId=" + idOfRevision("here", 1);
        try (SseConnection stream = client.open(gateway.uri(path))) {
            assertIsRevision(stream.next(), 2);
        }
    }

    @Test
    void aBrowserThatComesBackBringsBothAndTheHeaderIsTheLater() {
        String path = "/v1/operations/here?lastEventId=" + idOfRevision("here", 1);
        try (SseConnection stream = client.reopen(gateway.uri(path), idOfRevision("here", 2))) {
            assertIsRevision(stream.next(), 3);
        }
    }

    @Test
    void afterTheCurrentOneItBeginsWithTheNextChange() {
        createAtRevisionThree("current");
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/current"), idOfRevision("current", 3))) {
            producer.update("current", 4);
            assertIsRevision(stream.next(), 4);
        }
    }

    @Test
    void anotherOperationsIdBringsAResetAndTheCurrentState() {
        createAtRevisionThree("other");
        assertReset("here", idOfRevision("other", 2), "OTHER_LIFE");
    }

    @Test
    void anIdOfAnEarlierLifeBringsAResetAndTheCurrentState() {
        createAtRevisionThree("reborn");
        String before = idOfRevision("reborn", 2);
        producer.delete("reborn");
        createAtRevisionThree("reborn");
        assertReset("reborn", before, "OTHER_LIFE");
    }

    @Test
    void anIdOfTheFutureBringsAResetAndTheCurrentState() {
        assertReset("here", idOfRevision("here", 4), "FUTURE_REVISION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "0", "-3", "a-", "a-b", "a-3-3", "A-3", "a-99999999999999999999", "null", "{}", "a 3"
            })
    void anUnreadableIdBringsAResetAndTheCurrentState(String id) {
        assertReset("here", id, "UNKNOWN_EVENT_ID");
    }

    @Test
    void anIdOfSixtyFourKibibytesBringsAResetAndTheCurrentState() {
        assertReset("here", "a".repeat(64 * 1024), "UNKNOWN_EVENT_ID");
    }

    @Test
    void anUnreadableIdOfADoneOperationBringsAResetTheDoneStateAndTheEnd() {
        createAtRevisionThree("done");
        producer.complete("done");
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/done"), "garbage")) {
            assertThat(stream.rest()).extracting(Event::type).containsExactly("reset", "message", "done");
        }
    }

    @Test
    void whatTheLogDoesNotHoldAnyMoreBringsAResetAndTheCurrentState() {
        createAtRevisionThree("truncated");
        String first = idOfRevision("truncated", 1);
        producer.update("truncated", 4);
        database.run("delete from operation_event where revision < 4"
                + " and life = (select life from operation where name = 'operations/truncated')");
        try (SseConnection stream = client.reopen(gateway.uri("/v1/operations/truncated"), first)) {
            assertThat(stream.next().data()).isEqualTo("{\"reason\":\"LOG_TRUNCATED\"}");
            assertIsRevision(stream.next(), 4);
            producer.update("truncated", 5);
            assertIsRevision(stream.next(), 5);
        }
    }

    private static void assertReset(String operation, String id, String reason) {
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
