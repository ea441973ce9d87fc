package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of a database that was restored on a server with lower transaction ids. */
class RestoredDatabaseIT {

    private static final String COLLECTION = "/v1/operations";

    @Test
    void itsRowsAreVisibleAndItsCursorsCauseAReset() {
        try (TestDatabase database = TestDatabase.create();
                SseClient client = new SseClient()) {
            String cursor = fill(database, client);
            for (String table : new String[] {"operation", "operation_event"}) {
                database.run("update " + table + " set xid = (xid::text::bigint + 1000000000)::text::xid8");
            }
            database.run("update gateway set purged_xid = '1000000000'");
            try (GatewayProcess gateway = GatewayProcess.start(database);
                    SseConnection stream = client.reopen(gateway.uri(COLLECTION), cursor)) {
                Producer producer = gateway.producer();
                assertThat(stream.next().data()).isEqualTo("{\"reason\":\"OTHER_DATABASE\"}");
                assertThat(stream.next().data()).contains("operations/kept");
                Event synced = stream.next();
                assertThat(synced.type()).isEqualTo("synced");
                producer.update("kept", 2);
                assertThat(nextChange(stream).data()).contains("\"step\":2");
                try (SseConnection resumed = client.reopen(gateway.uri(COLLECTION), synced.lastEventId())) {
                    assertThat(nextChange(resumed).data()).contains("\"step\":2");
                }
            }
        }
    }

    /** Creates an operation, and returns a cursor after its creation. */
    private static String fill(TestDatabase database, SseClient client) {
        try (GatewayProcess gateway = GatewayProcess.start(database);
                SseConnection stream = client.open(gateway.uri(COLLECTION))) {
            Producer producer = gateway.producer();
            assertThat(stream.next().type()).isEqualTo("synced");
            producer.create("kept");
            stream.next();
            try (SseConnection other = client.open(gateway.uri(COLLECTION))) {
                other.next();
                return other.next().lastEventId();
            }
        }
    }

    private static Event nextChange(SseConnection stream) {
        Event event = stream.next();
        while (event.type().equals("bookmark")) {
            event = stream.next();
        }
        return event;
    }
}
