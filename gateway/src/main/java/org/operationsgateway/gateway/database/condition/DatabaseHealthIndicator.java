package org.operationsgateway.gateway.database.condition;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * The part of the readiness that explains a problem of the database. It answers from the latest check, so a probe never
 * waits for the database.
 *
 * <p>The status {@code DEGRADED} is not an error: all replicas have the same database, and a replica without it still
 * serves its open streams. Thread-safe.
 */
@Component
class DatabaseHealthIndicator implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final DatabaseCheck check;

    DatabaseHealthIndicator(DatabaseCheck check) {
        this.check = check;
    }

    @Override
    public Health health() {
        @Nullable DatabaseProblem problem = check.problem();
        return problem == null
                ? Health.up().build()
                : Health.status(DEGRADED)
                        .withDetail("problem", problem.sentence())
                        .build();
    }
}
