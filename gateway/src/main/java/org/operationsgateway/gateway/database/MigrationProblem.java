package org.operationsgateway.gateway.database;

import java.sql.SQLException;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The causes of a failed migration on a database that accepts connections. */
enum MigrationProblem {
    FOREIGN_TABLES {
        @Override
        String message(Endpoint endpoint, FlywayException failure) {
            return "The database '" + endpoint.database() + "' at " + endpoint.address()
                    + " already contains tables that are not the gateway's: create a database for the"
                    + " gateway and set spring.r2dbc.url to it.";
        }
    },
    FOREIGN_HISTORY {
        @Override
        String message(Endpoint endpoint, FlywayException failure) {
            return "The migrations recorded in the database '" + endpoint.database() + "' at " + endpoint.address()
                    + " are not those of this gateway: connect it to its own database, or start the version of the"
                    + " gateway that wrote them.";
        }
    },
    NOT_PERMITTED {
        @Override
        String message(Endpoint endpoint, FlywayException failure) {
            return "User '" + endpoint.user() + "' may not migrate the database '" + endpoint.database() + "' at "
                    + endpoint.address() + " (" + reason(failure)
                    + "): make it the owner of the database, or set spring.flyway.user and spring.flyway.password.";
        }
    },
    FAILED_BEFORE {
        @Override
        String message(Endpoint endpoint, FlywayException failure) {
            return "The database '" + endpoint.database() + "' at " + endpoint.address() + " records that an earlier"
                    + " migration failed (" + reason(failure)
                    + "): a failed migration is rolled back, so delete the row with"
                    + " success = false from its table flyway_schema_history, and start again.";
        }
    },
    READ_ONLY {
        @Override
        String message(Endpoint endpoint, FlywayException failure) {
            return "The database '" + endpoint.database() + "' at " + endpoint.address()
                    + " is read-only, so it cannot be migrated: promote it, connect to the primary"
                    + " (r2dbc:postgresql:failover://a,b/database?targetServerType=primary), or set"
                    + " default_transaction_read_only to off.";
        }
    },
    FULL {
        @Override
        String message(Endpoint endpoint, FlywayException failure) {
            return "The disk of the database at " + endpoint.address() + " is full (" + reason(failure)
                    + "): free or add space, and start again.";
        }
    },
    FAILED {
        @Override
        String message(Endpoint endpoint, FlywayException failure) {
            return "Migrating the database '" + endpoint.database() + "' at " + endpoint.address() + " failed ("
                    + reason(failure) + "): the failed migration was rolled back, so correct this and start again.";
        }
    };

    /**
     * Returns the cause of a failure.
     *
     * @param failedBefore whether the database records a migration that failed
     */
    static MigrationProblem of(FlywayException failure, boolean failedBefore) {
        SQLException sql = sqlCause(failure);
        if (sql != null) {
            return ofState(String.valueOf(sql.getSQLState()));
        }
        if (failedBefore) {
            return FAILED_BEFORE;
        }
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return FOREIGN_TABLES;
        }
        return failure.getErrorCode() == CoreErrorCode.VALIDATE_ERROR ? FOREIGN_HISTORY : FAILED;
    }

    private static MigrationProblem ofState(String state) {
        return switch (state) {
            case "42501" -> NOT_PERMITTED;
            case "25006" -> READ_ONLY;
            case "53100" -> FULL;
            default -> FAILED;
        };
    }

    abstract String message(Endpoint endpoint, FlywayException failure);

    DatabaseFailure toFailure(Endpoint endpoint, FlywayException failure) {
        return new DatabaseFailure(message(endpoint, failure), failure);
    }

    private static String reason(FlywayException failure) {
        SQLException sql = sqlCause(failure);
        return sql != null
                ? ConnectionProblem.reason(sql)
                : String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }
}
