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

/** A cursor says nothing about transactions whose numbers a server that crashes would give again. */
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
    void itEndsAtTheLatestTransactionOfTheLog() {
        OperationName name = new OperationName(new Parent("tests/" + UUID.randomUUID()), "x");
        writer.create(new Operation(name, null, State.RUNNING)).block(TIMEOUT);
        PgSnapshot before = cursor();
        for (int i = 0; i < 20; i++) {
            // Takes a number, and writes nothing.
            database.sql("select pg_current_xact_id()::text").fetch().one().block(TIMEOUT);
        }
        assertThat(reader.position().block(TIMEOUT).current().xmax()).isGreaterThan(before.xmax() + 19);
        assertThat(cursor()).isEqualTo(before);
        writer.delete(name, null).block(TIMEOUT);
        assertThat(cursor().xmax()).isGreaterThan(before.xmax() + 19);
    }

    private PgSnapshot cursor() {
        return reader.position().block(TIMEOUT).durable();
    }
}
