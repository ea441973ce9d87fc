package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem.Event;

/** A database that was dumped on a server which had come further than the one it is restored on. */
class RestoredDatabaseIT {

    private static final String COLLECTION = "/v1/operations";

    @Test
    void itsRowsAreSeenAndItsCursorsBelongToAnother() {
        try (Database database = Database.create();
                SseClient client = new SseClient()) {
            String cursor = fill(database, client);
            for (String table : new String[] {"operation", "operation_event"}) {
                database.run("update " + table + " set xid = (xid::text::bigint + 1000000000)::text::xid8");
            }
            database.run("update gateway set purged_xid = '1000000000'");
            try (GatewayProcess gateway = GatewayProcess.start(database);
                    Producer producer = new Producer(gateway);
                    SseConnection again = client.reopen(gateway.uri(COLLECTION), cursor)) {
                assertThat(again.next().data()).isEqualTo("{\"reason\":\"OTHER_DATABASE\"}");
                assertThat(again.next().data()).contains("operations/kept");
                Event synced = again.next();
                assertThat(synced.type()).isEqualTo("synced");
                producer.update("kept", 2);
                assertThat(change(again).data()).contains("\"step\":2");
                try (SseConnection resumed = client.reopen(gateway.uri(COLLECTION), synced.lastEventId())) {
                    assertThat(change(resumed).data()).contains("\"step\":2");
                }
            }
        }
    }

    /** Returns a cursor, as of the moment when all was there. */
    private static String fill(Database database, SseClient client) {
        try (GatewayProcess gateway = GatewayProcess.start(database);
                Producer producer = new Producer(gateway);
                SseConnection stream = client.open(gateway.uri(COLLECTION))) {
            assertThat(stream.next().type()).isEqualTo("synced");
            producer.create("kept");
            stream.next();
            try (SseConnection other = client.open(gateway.uri(COLLECTION))) {
                other.next();
                return other.next().lastEventId();
            }
        }
    }

    private static Event change(SseConnection stream) {
        Event event = stream.next();
        while (event.type().equals("bookmark")) {
            event = stream.next();
        }
        return event;
    }
}
