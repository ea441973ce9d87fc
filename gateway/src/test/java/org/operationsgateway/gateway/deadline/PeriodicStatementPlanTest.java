package org.operationsgateway.gateway.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.springframework.test.annotation.DirtiesContext;

/** The query plans of the periodic statements on a large table with nothing due. */
@GatewayTest(properties = {"gateway.deadline.interval=1h", "gateway.store.purge-interval=1h"})
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeriodicStatementPlanTest {

    private static final String FILL = """
            insert into operation (name, parent, done, lease, lease_expire_time, create_time, update_time,
                end_time, expire_time, xid)
            select 'projects/p/operations/o' || n, 'projects/p', n <= 40000,
                case when n > 40000 then interval '1 hour' end, case when n > 40000 then now() + interval '1 hour' end,
                now(), now(),
                case when n <= 40000 then now() end, case when n <= 40000 then now() + interval '1 day' end,
                pg_current_xact_id()
            from generate_series(1, 50000) as n
            """;

    private final Tables tables;

    PeriodicStatementPlanTest(Tables tables) {
        this.tables = tables;
    }

    @BeforeAll
    void fill() {
        tables.run(FILL);
        tables.run("vacuum analyze operation, operation_check");
    }

    @AfterAll
    void truncate() {
        tables.run("truncate operation, operation_check");
    }

    @Test
    void theCheckOfLeasesReadsDueOperationsOnly() {
        assertThat(plan(LeaseChecks.CHECK, "null::json", "null::json", "0", "0"))
                .anyMatch(line -> line.contains("Index Cond: (check_time <= statement_timestamp())"))
                .noneMatch(line -> line.contains("Seq Scan on operation"));
    }

    @Test
    void theEndOfCancelledOperationsReadsCancellationRequestsOnly() {
        assertThat(plan(ExpiredOperations.CANCEL, "null::json", "1", "60"))
                .anyMatch(line -> line.contains("operation_cancel_requested"))
                .noneMatch(line -> line.contains("Seq Scan on operation"));
    }

    @Test
    void theDeletionOfExpiredOperationsReadsExpiredOperationsOnly() {
        assertThat(plan(ExpiredOperations.DELETE))
                .anyMatch(line -> line.contains("Index Cond: (expire_time <= statement_timestamp())"))
                .noneMatch(line -> line.contains("Seq Scan on operation"));
    }

    /** Returns the plan of a statement, whose parameters are replaced by expressions. */
    private List<String> plan(String statement, String... parameters) {
        String sql = statement;
        for (int i = parameters.length; i > 0; i--) {
            sql = sql.replace("$" + i, parameters[i - 1]);
        }
        return tables.texts("explain " + sql);
    }
}
