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
    FAILED {
        @Override
        String message(Endpoint endpoint, FlywayException failure) {
            return "Migrating the database '" + endpoint.database() + "' at " + endpoint.address() + " failed ("
                    + reason(failure) + "): the failed migration was rolled back, so correct this and start again.";
        }
    };

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    static MigrationProblem of(FlywayException failure) {
        SQLException sql = sqlCause(failure);
        if (sql != null && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState())) {
            return NOT_PERMITTED;
        }
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return FOREIGN_TABLES;
        }
        return failure.getErrorCode() == CoreErrorCode.VALIDATE_ERROR ? FOREIGN_HISTORY : FAILED;
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
