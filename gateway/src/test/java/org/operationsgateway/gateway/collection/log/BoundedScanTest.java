package org.operationsgateway.gateway.collection.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Plans;
import org.operationsgateway.gateway.running.Tables;
import org.springframework.test.annotation.DirtiesContext;

/** The rows that the statements of collection streams read, in tables that are larger than a window. */
@GatewayTest(properties = {"gateway.deadline.interval=1h", "gateway.store.purge-interval=1h"})
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundedScanTest {

    /** One row more shows that a limit is reached. */
    private static final long MAX_ROWS = KeyWindow.MAX_ROWS + 1;

    private static final String OPERATIONS = """
            insert into operation (name, parent, done, metadata, create_time, update_time, end_time, xid)
            select 'projects/p' || n % 10 || '/operations/o' || n, 'projects/p' || n % 10, true, '{"n":1}', now(),
                now(), now(), pg_current_xact_id()
            from generate_series(1, 90000) as n
            """;
    private static final String LOG = """
            insert into operation_event (life, revision, change, name, done, create_time, time, xid)
            select life, 1, 0, name, true, now(), now(), xid from operation
            """;

    private final Tables tables;
    private final Plans plans;
    private long firstXid;

    BoundedScanTest(Tables tables, Plans plans) {
        this.tables = tables;
        this.plans = plans;
    }

    @BeforeAll
    void fill() {
        firstXid = Long.parseLong(tables.texts("select pg_current_xact_id()").getFirst());
        tables.run(OPERATIONS);
        tables.run(LOG);
        tables.run("vacuum analyze operation");
        tables.run("vacuum analyze operation_event");
    }

    private static String snapshot(long xid) {
        return "'" + xid + ":" + xid + ":'";
    }

    private long rowsOfOperations(String indexed, String condition) {
        return plans.maxRows(
                CollectionReader.operationsSql(indexed, condition), snapshot(firstXid + 100), "'epoch'", "0", "0");
    }

    @Test
    void aWindowOfOperationsIsBoundedAlthoughNoneMatches() {
        assertThat(rowsOfOperations("true", "metadata ->> 'nope' = '1'")).isLessThanOrEqualTo(MAX_ROWS);
    }

    @Test
    void aWindowOfOneParentIsBounded() {
        assertThat(rowsOfOperations("parent = 'projects/p1'", "parent = 'projects/p1'"))
                .isLessThanOrEqualTo(MAX_ROWS);
    }

    @Test
    void aWindowOfTheLogIsBoundedAlthoughOnlyOtherParentsHaveChanged() {
        String sql = CollectionReader.changesSql("starts_with(name, 'projects/none/')");

        assertThat(plans.maxRows(sql, snapshot(firstXid), snapshot(firstXid + 100), "'0'", "0", "0", "0", "0"))
                .isLessThanOrEqualTo(MAX_ROWS);
    }
}
