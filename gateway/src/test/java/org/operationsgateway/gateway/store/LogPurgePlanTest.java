package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;

/** The query plan of the purge on a large log with nothing to purge. */
@GatewayTest(properties = "gateway.store.purge-interval=1h")
@DirtiesContext
class LogPurgePlanTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String FILL = """
            insert into operation_event (life, revision, change, name, done, create_time, time, xid)
            select n, 1, 2, 'projects/p/operations/o' || n, true, now(), now(), pg_current_xact_id()
            from generate_series(1, 50000) as n
            """;

    private final DatabaseClient database;

    LogPurgePlanTest(DatabaseClient database) {
        this.database = database;
    }

    @Test
    void thePurgeReadsExpiredIncarnationsOnly() {
        database.sql(FILL).then().block(TIMEOUT);
        database.sql("vacuum analyze operation_event").then().block(TIMEOUT);

        List<String> plan = database.sql("explain " + LogPurge.PURGE)
                .bind(0, 3600.0)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block(TIMEOUT);

        assertThat(plan).anyMatch(line -> line.contains("Index Cond: (\"time\" < (statement_timestamp()"));
    }
}
