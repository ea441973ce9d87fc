package org.operationsgateway.gateway.store.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Plans;
import org.operationsgateway.gateway.running.Tables;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;

/** The measurement of the running operations and of the log, on large tables. */
@GatewayTest(properties = {"gateway.metrics.interval=1h", "gateway.store.purge-interval=1h"})
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreStatisticsTest {

    private static final int DONE = 60_000;
    private static final int RUNNING = 3 * StoreStatistics.MAX_COUNTED;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Tables tables;
    private final Plans plans;
    private final DatabaseClient database;

    StoreStatisticsTest(Tables tables, Plans plans, DatabaseClient database) {
        this.tables = tables;
        this.plans = plans;
        this.database = database;
    }

    @BeforeAll
    void fill() {
        tables.run("""
                insert into operation (name, parent, done, create_time, update_time, end_time, expire_time, xid)
                select 'operations/o' || n, '', n <= %1$d, now(), now(),
                    case when n <= %1$d then now() end, case when n <= %1$d then now() + interval '1 day' end,
                    pg_current_xact_id()
                from generate_series(1, %2$d) as n
                """.formatted(DONE, DONE + RUNNING));
        tables.run("""
                insert into operation_event (life, revision, change, name, done, create_time, time, xid)
                select n, 1, case when n %% 2 = 0 then 2 else 0 end, 'operations/e' || n, true, now(),
                    now() - interval '2 hours' + make_interval(secs => n / 10.0), pg_current_xact_id()
                from generate_series(1, %d) as n
                """.formatted(DONE));
        tables.run("vacuum analyze operation, operation_event");
    }

    @Test
    void aBoundedNumberOfRowsIsRead() {
        assertThat(plans.maxRows(StoreStatistics.SELECT)).isLessThanOrEqualTo(StoreStatistics.MAX_COUNTED);
    }

    @Test
    void theNumbersAreThoseOfTheTables() {
        StoreStatistics measured = measure();

        assertThat(measured.running()).isBetween(RUNNING * 0.9, RUNNING * 1.1);
        assertThat(List.of(Long.toString(measured.logBytes())))
                .isEqualTo(tables.texts("select pg_total_relation_size('operation_event')"));
        assertThat(measured.logAgeSeconds()).isBetween(7100.0, 7300.0);
        assertThat(measured.deletionAgeSeconds()).isBetween(7100.0, 7300.0);
        assertThat(measured.purgeDelaySeconds(Duration.ofHours(1))).isBetween(3500.0, 3700.0);
        assertThat(measured.purgeDelaySeconds(Duration.ofHours(3))).isZero();
    }

    private StoreStatistics measure() {
        return database.sql(StoreStatistics.SELECT)
                .map(StoreStatistics::of)
                .one()
                .blockOptional(TIMEOUT)
                .orElseThrow();
    }
}
