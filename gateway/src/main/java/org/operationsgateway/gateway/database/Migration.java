package org.operationsgateway.gateway.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * The startup of a replica on its database: a check of the connection and of the server version, the migrations, and
 * the repair of a restored database. Each failure is a {@link DatabaseFailure}.
 */
final class Migration implements FlywayMigrationStrategy {

    private static final int MIN_MAJOR_VERSION = 15;

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
        } catch (FlywayException failure) {
            throw MigrationProblem.of(failure).toFailure(endpoint, failure);
        }
        repair(flyway, endpoint);
    }

    private static void repair(Flyway flyway, Endpoint endpoint) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            TransactionIdRepair.repair(connection);
        } catch (SQLException failure) {
            throw ConnectionProblem.of(failure).toFailure(endpoint, failure);
        }
    }

    private static void requireServer(Flyway flyway, Endpoint endpoint) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            requireVersion(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    connection.getMetaData().getDatabaseProductVersion(),
                    endpoint);
        } catch (SQLException failure) {
            throw ConnectionProblem.of(failure).toFailure(endpoint, failure);
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
