package org.operationsgateway.gateway.collection.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.store.OperationWriter;
import org.springframework.r2dbc.core.DatabaseClient;

/** The durable snapshot, which excludes transaction ids that the server may assign again after a crash. */
@GatewayTest
class DurablePgSnapshotTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final CollectionReader reader;
    private final OperationWriter writer;
    private final DatabaseClient database;

    DurablePgSnapshotTest(CollectionReader reader, OperationWriter writer, DatabaseClient database) {
        this.reader = reader;
        this.writer = writer;
        this.database = database;
    }

    @Test
    void theDurableSnapshotEndsAtTheLatestTransactionInTheLog() {
        OperationName name = new OperationName(new Parent("tests/" + UUID.randomUUID()), "x");
        writer.create(new Operation(name, null, State.RUNNING)).block(TIMEOUT);
        PgSnapshot before = durable();
        for (int i = 0; i < 20; i++) {
            // Assigns a transaction id without a write.
            database.sql("select pg_current_xact_id()::text").fetch().one().block(TIMEOUT);
        }
        assertThat(reader.position().block(TIMEOUT).current().xmax()).isGreaterThan(before.xmax() + 19);
        assertThat(durable()).isEqualTo(before);
        writer.delete(name, null).block(TIMEOUT);
        assertThat(durable().xmax()).isGreaterThan(before.xmax() + 19);
    }

    private PgSnapshot durable() {
        return reader.position().block(TIMEOUT).durable();
    }
}
