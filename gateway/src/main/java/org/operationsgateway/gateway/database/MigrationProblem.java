package org.operationsgateway.gateway.database;

import java.sql.SQLException;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** What kept the migrations from running on a database that answers. */
enum MigrationProblem {
    NOT_OURS {
        @Override
        String sentence(Endpoint endpoint, FlywayException failure) {
            return "The database '" + endpoint.database() + "' at " + endpoint.address()
                    + " already holds tables that are not the gateway's: give the gateway a database of its own"
                    + " and set spring.r2dbc.url to it.";
        }
    },
    OTHER_HISTORY {
        @Override
        String sentence(Endpoint endpoint, FlywayException failure) {
            return "The migrations recorded in the database '" + endpoint.database() + "' at " + endpoint.address()
                    + " are not those of this gateway: connect it to its own database, or start the version of the"
                    + " gateway that wrote them.";
        }
    },
    NOT_PERMITTED {
        @Override
        String sentence(Endpoint endpoint, FlywayException failure) {
            return "User '" + endpoint.user() + "' may not migrate the database '" + endpoint.database() + "' at "
                    + endpoint.address() + " (" + reason(failure)
                    + "): make it the owner of the database, or set spring.flyway.user and spring.flyway.password.";
        }
    },
    FAILED {
        @Override
        String sentence(Endpoint endpoint, FlywayException failure) {
            return "Migrating the database '" + endpoint.database() + "' at " + endpoint.address() + " failed ("
                    + reason(failure) + "): nothing of the failed migration is kept, so correct that and start again.";
        }
    };

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    static MigrationProblem of(FlywayException failure) {
        SQLException sql = sqlCause(failure);
        if (sql != null && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState())) {
            return NOT_PERMITTED;
        }
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return NOT_OURS;
        }
        return failure.getErrorCode() == CoreErrorCode.VALIDATE_ERROR ? OTHER_HISTORY : FAILED;
    }

    abstract String sentence(Endpoint endpoint, FlywayException failure);

    DatabaseFailure on(Endpoint endpoint, FlywayException failure) {
        return new DatabaseFailure(sentence(endpoint, failure), failure);
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
