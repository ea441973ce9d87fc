package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.springframework.r2dbc.core.DatabaseClient;

/** The result columns of a lease renewal. */
@GatewayTest
class LeaseRenewalPlanTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final DatabaseClient database;

    LeaseRenewalPlanTest(DatabaseClient database) {
        this.database = database;
    }

    @Test
    void aRenewalReturnsNoPayload() {
        List<String> plan = database.sql("explain verbose " + LeaseRenewal.ONE)
                .bind(0, "operations/a")
                .bind(1, 30.0)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block(TIMEOUT);

        assertThat(plan)
                .filteredOn(line -> line.contains("Output:"))
                .first()
                .asString()
                .contains("cancel_requested", "lease_expire_time")
                .doesNotContain("metadata", "response");
    }
}
