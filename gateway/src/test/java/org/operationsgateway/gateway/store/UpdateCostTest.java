package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.operationsgateway.gateway.store.StoreFixtures.await;
import static org.operationsgateway.gateway.store.StoreFixtures.newParent;
import static org.operationsgateway.gateway.store.StoreFixtures.running;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.springframework.test.annotation.DirtiesContext;

/** The cost of updates in the database. The application has one connection, so that its statistics can be read. */
@GatewayTest(
        properties = {
            "spring.r2dbc.pool.initial-size=1",
            "spring.r2dbc.pool.max-size=1",
            "gateway.deadline.interval=1h",
            "gateway.store.purge-interval=1h"
        })
@DirtiesContext
class UpdateCostTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int UPDATES = 200;

    private final OperationWriter writer;
    private final Tables tables;

    UpdateCostTest(OperationWriter writer, Tables tables) {
        this.writer = writer;
        this.tables = tables;
    }

    private void update() {
        Operation operation = running(new OperationName(newParent(), "updated"));
        await(writer.create(operation));
        for (int i = 0; i < UPDATES; i++) {
            await(writer.update(operation.name(), StoreFixtures.payload(i), null));
        }
    }

    /** The statistics are written at the end of a transaction, at most once a second. */
    private List<String> texts(String sql) {
        tables.texts("select pg_stat_force_next_flush()");
        return tables.texts(sql);
    }

    @Test
    void anUpdateWritesToNoIndexOfTheOperations() {
        update();

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(Long.parseLong(
                                texts("select n_tup_upd from pg_stat_user_tables where relname = 'operation'")
                                        .getFirst()))
                        .isGreaterThanOrEqualTo(UPDATES));
        assertThat(texts("select n_tup_hot_upd >= 0.95 * n_tup_upd from pg_stat_user_tables"
                        + " where relname = 'operation'"))
                .containsExactly("true");
    }

    @Test
    void anUpdateIsPlannedOnce() {
        update();

        // PostgreSQL plans the first five executions, and then keeps a plan that does not depend on the parameters.
        assertThat(tables.texts("select custom_plans from pg_prepared_statements"
                        + " where statement like '%update operation%' and generic_plans + custom_plans >= " + UPDATES))
                .isNotEmpty()
                .allSatisfy(plans -> assertThat(Integer.parseInt(plans)).isLessThanOrEqualTo(5));
    }
}
