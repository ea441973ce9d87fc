package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/**
 * Operations of which the database loses all revisions after the fifth while they are watched, and the events that
 * clients must receive then.
 */
final class LostRevisions implements AutoCloseable {

    static final int KEPT = 5;
    static final int LOST = 20;

    private static final String COLLECTION = "/v1/operations";
    private static final String ENDING = "/v1/operations/ending";
    private static final String CONTINUED = "/v1/operations/continued";

    private final GatewayProcess gateway;
    private final Producer producer;
    private final SseClient client = new SseClient();
    private final SseConnection ending;
    private final SseConnection continued;
    private final SseConnection collection;

    private String keptId = "";
    private String lostId = "";
    private String lostEtag = "";
    private String keptCursor = "";
    private String lostCursor = "";

    private LostRevisions(GatewayProcess gateway) {
        this.gateway = gateway;
        this.producer = gateway.producer();
        producer.create("ending");
        producer.create("continued");
        this.ending = client.open(gateway.uri(ENDING));
        this.continued = client.open(gateway.uri(CONTINUED));
        this.collection = client.open(gateway.uri(COLLECTION));
    }

    /** Creates operations at the last revision that the database keeps, and watches them. */
    static LostRevisions create(GatewayProcess gateway) {
        LostRevisions revisions = new LostRevisions(gateway);
        revisions.update(2, KEPT);
        revisions.keptCursor = revisions.currentCursor();
        return revisions;
    }

    private void update(int first, int last) {
        for (int step = first; step <= last; step++) {
            producer.update("ending", step);
            producer.update("continued", step);
        }
    }

    /** Adds the revisions that the database is going to lose, and waits until the streams have delivered them. */
    void updateUpToLost() {
        update(KEPT + 1, LOST);
        idOfRevision(LOST, ending);
        keptId = idOfRevision(KEPT - 1, continued);
        lostId = idOfRevision(LOST, continued);
        lostCursor = currentCursor();
        readCollectionUpToLost();
        lostEtag = gateway.api().get(CONTINUED).headers().firstValue("ETag").orElseThrow();
    }

    private String currentCursor() {
        try (SseConnection snapshot = client.open(gateway.uri(COLLECTION))) {
            return snapshot.next("synced").lastEventId();
        }
    }

    private void readCollectionUpToLost() {
        for (int operations = 0; operations < 2; ) {
            Event event = collection.next();
            assertThat(event.type()).isNotEqualTo("reset");
            operations += event.data().contains("\"step\":" + LOST) ? 1 : 0;
        }
    }

    private static String idOfRevision(int number, SseConnection stream) {
        Event event = stream.next();
        while (Revisions.number(event) < number) {
            event = stream.next();
        }
        return event.lastEventId();
    }

    /** Waits until the gateway has connected to the database again. */
    void awaitDatabase() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.api().get(CONTINUED).statusCode() == 200);
    }

    /** Checks that a new stream starts with the state in the database, before any change and whatever it lost. */
    void assertNewStreamStartsAtTheKeptRevision() {
        try (SseConnection fresh = client.open(gateway.uri(CONTINUED))) {
            Event first = fresh.next();
            assertThat(Revisions.number(first)).isEqualTo(KEPT);
        }
    }

    /** Checks that open streams are reset, without a change of an operation, and then receive its end. */
    void assertOpenStreamsAreReset() {
        assertReset(nextExceptBookmarks(collection), "OTHER_HISTORY");
        assertThat(collection.next().data()).contains("\"step\":" + KEPT);
        assertThat(collection.next().data()).contains("\"step\":" + KEPT);
        assertThat(collection.next().type()).isEqualTo("synced");
        assertReset(ending.next(), "OTHER_HISTORY");
        assertThat(Revisions.number(ending.next())).isEqualTo(KEPT);
        assertReset(continued.next(), "OTHER_HISTORY");
        assertThat(Revisions.number(continued.next())).isEqualTo(KEPT);
        producer.complete("ending");
        assertThat(ending.rest()).extracting(Event::type).containsExactly("message", "done");
        try (SseConnection fresh = client.open(gateway.uri(ENDING))) {
            List<Event> events = fresh.rest();
            assertThat(events).extracting(Event::type).containsExactly("message", "done");
            assertThat(Revisions.number(events.getFirst())).isEqualTo(KEPT + 1);
        }
        try (SseConnection behind = client.reopen(gateway.uri(CONTINUED), lostId)) {
            assertReset(behind.next(), "FUTURE_REVISION");
            assertThat(Revisions.number(behind.next())).isEqualTo(KEPT);
        }
    }

    /** Updates one operation beyond the number of the lost revision. */
    void updateBeyondLost() {
        for (int step = KEPT + 1; step <= LOST; step++) {
            producer.update("continued", step);
        }
        assertThat(gateway.api()
                        .send("DELETE", CONTINUED, "", "If-Match", lostEtag)
                        .statusCode())
                .isEqualTo(409);
        producer.update("continued", LOST + 1);
        for (int number = KEPT + 1; number <= LOST + 1; number++) {
            assertThat(Revisions.number(continued.next())).isEqualTo(number);
        }
        // The new history also passes the transaction ids of the lost one.
        producer.create("filler");
        for (int step = 2; step <= 3 * LOST; step++) {
            producer.update("filler", step);
        }
    }

    /** Checks that the id of a lost revision causes a reset, and that of a kept one does not. */
    void assertResumedAfterTheFork(GatewayProcess replica) {
        try (SseConnection lost = client.reopen(replica.uri(CONTINUED), lostId)) {
            assertReset(lost.next(), "OTHER_HISTORY");
            assertThat(Revisions.number(lost.next())).isEqualTo(LOST + 1);
        }
        try (SseConnection lost = client.reopen(replica.uri(COLLECTION), lostCursor)) {
            assertReset(lost.next(), "OTHER_HISTORY");
            assertThat(lost.next().data()).contains("\"done\":true");
        }
        try (SseConnection kept = client.reopen(replica.uri(CONTINUED), keptId)) {
            assertThat(Revisions.number(kept.next())).isEqualTo(KEPT);
        }
    }

    /** Checks that the cursor from before the loss is resumed, because the server has the same timeline. */
    void assertKeptCursorIsResumed() {
        try (SseConnection kept = client.reopen(gateway.uri(COLLECTION), keptCursor)) {
            assertThat(kept.next().type()).isEqualTo("message");
        }
    }

    /** Checks that the cursor from before the loss is reset, because the server has another timeline. */
    void assertKeptCursorIsReset() {
        try (SseConnection kept = client.reopen(gateway.uri(COLLECTION), keptCursor)) {
            assertReset(kept.next(), "OTHER_HISTORY");
        }
    }

    private static Event nextExceptBookmarks(SseConnection stream) {
        Event event = stream.next();
        while (event.type().equals("bookmark")) {
            event = stream.next();
        }
        return event;
    }

    private static void assertReset(Event event, String reason) {
        assertThat(event.type()).isEqualTo("reset");
        assertThat(event.data()).contains(reason);
    }

    @Override
    public void close() {
        ending.close();
        continued.close();
        collection.close();
        client.close();
    }
}
