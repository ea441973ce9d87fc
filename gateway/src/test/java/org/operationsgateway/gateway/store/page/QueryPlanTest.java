package org.operationsgateway.gateway.store.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.store.filter.SqlCondition;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;

/** The query plans of pages of a large table: an index scan, never a sequential scan. */
@GatewayTest(properties = "gateway.store.purge-interval=1h")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlanTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String FILL = """
            insert into operation (name, parent, done, metadata, metadata_type, error, error_code, create_time,
                update_time, end_time, xid)
            select 'projects/p' || n % 100 || '/operations/o' || n, 'projects/p' || n % 100, n < 49000,
                '{"@type":"t/T"}', 't/T' || n % 50, case when n % 500 = 0 and n < 49000 then '{"code":5}'::json end,
                case when n % 500 = 0 and n < 49000 then 5 end, now() - (50000 - n) * interval '1 minute',
                now() - (50000 - n) * interval '1 minute',
                case when n < 49000 then now() - (50000 - n) * interval '1 minute' end, pg_current_xact_id()
            from generate_series(1, 50000) as n
            """;

    private final DatabaseClient database;

    QueryPlanTest(DatabaseClient database) {
        this.database = database;
    }

    @BeforeAll
    void fill() {
        run(FILL);
        run("vacuum analyze operation");
    }

    @AfterAll
    void empty() {
        run("truncate operation");
    }

    private void run(String sql) {
        database.sql(sql).then().block(TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "projects/p7 | ''",
                "'' | ''",
                "projects/p7 | done=true",
                "projects/p7 | done=false",
                "'' | done=true",
                "'' | done=false",
                "projects/- | done=false",
                "'' | metadata.@type=t/T7",
                "'' | metadata.@type=\"t/none\"",
                "projects/p7 | metadata.@type=t/T7",
                "'' | error.code=5",
                "'' | error.code=NOT_FOUND AND metadata.@type=t/T7",
                "'' | create_time>\"2000-01-01T00:00:00Z\" AND create_time<\"2000-01-02T00:00:00Z\"",
                "'' | end_time<\"2000-01-01T00:00:00Z\"",
            })
    void aPageIsReadByAnIndex(String parent, String filter) {
        Scope scope = new Scope(new Parent(parent), Filter.parse(filter));
        SqlCondition condition = scope.onOperation(4);
        List<String> plan = condition
                .bind(database.sql("explain " + OperationPages.sql(condition))
                        .bind(0, Long.MAX_VALUE)
                        .bind(1, 51)
                        .bind(2, 1_000_000L))
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block(TIMEOUT);
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan")).anyMatch(line -> line.contains("Index"));
    }
}
