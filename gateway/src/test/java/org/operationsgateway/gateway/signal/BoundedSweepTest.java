package org.operationsgateway.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Plans;
import org.operationsgateway.gateway.running.Tables;
import org.springframework.test.annotation.DirtiesContext;

/** A sweep after a time in which very many changes were made. */
@GatewayTest(properties = "gateway.store.purge-interval=1h")
@DirtiesContext
class BoundedSweepTest {

    private static final String LOG = """
            insert into operation_event (life, revision, change, name, done, create_time, time, xid)
            select n, 1, 0, 'projects/p/operations/o' || n, true, now(), now(), pg_current_xact_id()
            from generate_series(1, 60000) as n
            """;

    private final Tables tables;
    private final Plans plans;

    BoundedSweepTest(Tables tables, Plans plans) {
        this.tables = tables;
        this.plans = plans;
    }

    @Test
    void theRowsThatASweepReadsAreBounded() {
        String before = tables.texts("select pg_current_snapshot()").getFirst();
        tables.run(LOG);
        tables.run("vacuum analyze operation_event");

        assertThat(plans.maxRows(LogSweep.CHANGES, "'" + before + "'")).isLessThanOrEqualTo(LogSweep.MAX_ENTRIES + 1);
    }
}
