package org.operationsgateway.gateway.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * The start of every replica on its database: connects once to see that it can and that the server is new enough, then
 * migrates, and takes over what another server has left. Whatever fails becomes a {@link DatabaseFailure}.
 */
final class Migration implements FlywayMigrationStrategy {

    private static final int OLDEST_SERVER = 15;

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
            throw MigrationProblem.of(failure).on(endpoint, failure);
        }
        takeOver(flyway, endpoint);
    }

    private static void takeOver(Flyway flyway, Endpoint endpoint) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            TransactionIdRepair.mend(connection);
        } catch (SQLException failure) {
            throw ConnectionProblem.of(failure).on(endpoint, failure);
        }
    }

    private static void requireServer(Flyway flyway, Endpoint endpoint) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            requireVersion(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    connection.getMetaData().getDatabaseProductVersion(),
                    endpoint);
        } catch (SQLException failure) {
            throw ConnectionProblem.of(failure).on(endpoint, failure);
        }
    }

    static void requireVersion(int major, String version, Endpoint endpoint) {
        if (major < OLDEST_SERVER) {
            throw new DatabaseFailure("The database at " + endpoint.address() + " is PostgreSQL " + version
                    + ", but the gateway needs PostgreSQL " + OLDEST_SERVER
                    + " or newer: upgrade the server or set spring.r2dbc.url to another one.");
        }
    }
}
