package org.operationsgateway.gateway.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * The startup of a replica on its database: a check of the connection and of the server version, the migrations, and
 * the repair of a restored database. Each failure is a {@link DatabaseFailure}.
 */
final class Migration implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(Migration.class);
    private static final int MIN_MAJOR_VERSION = 15;
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final FlywayConnectionDetails connectionDetails;

    Migration(FlywayConnectionDetails connectionDetails) {
        this.connectionDetails = connectionDetails;
    }

    @Override
    public void migrate(Flyway flyway) {
        Endpoint endpoint = Endpoint.of(connectionDetails);
        requireServer(flyway, endpoint);
        try {
            flyway.migrate();
            warnOfNewerMigrations(flyway, endpoint);
        } catch (FlywayException failure) {
            throw MigrationProblem.of(failure, hasFailedBefore(flyway)).toFailure(endpoint, failure);
        }
        repair(flyway, endpoint);
    }

    /** Warns only: during an upgrade, replicas of both versions run, and one of the older version may restart. */
    private static void warnOfNewerMigrations(Flyway flyway, Endpoint endpoint) {
        MigrationInfo current = flyway.info().current();
        if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
            log.warn(
                    "The database '{}' at {} was migrated to version {} by a newer gateway, which this one does not"
                            + " know: run this version during an upgrade only, or restore a backup to return to it.",
                    endpoint.database(),
                    endpoint.address(),
                    current.getVersion());
        }
    }

    private static boolean hasFailedBefore(Flyway flyway) {
        try {
            return Arrays.stream(flyway.info().all())
                    .anyMatch(migration -> migration.getState().isFailed());
        } catch (FlywayException unreadable) {
            log.debug("Failed to read the history of migrations", unreadable);
            return false;
        }
    }

    private static void repair(Flyway flyway, Endpoint endpoint) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            TransactionIdRepair.repair(connection);
        } catch (SQLException failure) {
            throw ConnectionProblem.of(failure).toFailure(endpoint, failure);
        }
    }

    private static void requireServer(Flyway flyway, Endpoint endpoint) {
        long start = System.nanoTime();
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            requireVersion(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    connection.getMetaData().getDatabaseProductVersion(),
                    endpoint);
            warnIfSlow(Duration.ofNanos(System.nanoTime() - start), endpoint);
        } catch (SQLException failure) {
            throw ConnectionProblem.of(failure).toFailure(endpoint, failure);
        }
    }

    /** Explains a start that takes long, before a supervisor ends it. */
    private static void warnIfSlow(Duration connect, Endpoint endpoint) {
        if (connect.compareTo(SLOW) > 0) {
            log.warn(
                    "The database at {} is slow: a connection took {} ms, so the start may take minutes. Look at its"
                            + " load, its disk and the network.",
                    endpoint.address(),
                    connect.toMillis());
        }
    }

    static void requireVersion(int major, String version, Endpoint endpoint) {
        if (major < MIN_MAJOR_VERSION) {
            throw new DatabaseFailure("The database at " + endpoint.address() + " is PostgreSQL " + version
                    + ", but the gateway needs PostgreSQL " + MIN_MAJOR_VERSION
                    + " or newer: upgrade the server or set spring.r2dbc.url to another one.");
        }
    }
}
