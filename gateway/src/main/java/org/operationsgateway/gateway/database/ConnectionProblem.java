package org.operationsgateway.gateway.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What kept a replica from connecting, read from the SQL state.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
enum ConnectionProblem {
    LOGIN_REJECTED {
        @Override
        String sentence(Endpoint endpoint, SQLException failure) {
            return "The database at " + endpoint.address() + " rejects user '" + endpoint.user() + "' ("
                    + reason(failure) + "): correct spring.r2dbc.username and spring.r2dbc.password.";
        }
    },
    PASSWORD_MISSING {
        @Override
        String sentence(Endpoint endpoint, SQLException failure) {
            return "The database at " + endpoint.address() + " asks user '" + endpoint.user()
                    + "' for a password: set spring.r2dbc.password.";
        }
    },
    DATABASE_UNKNOWN {
        @Override
        String sentence(Endpoint endpoint, SQLException failure) {
            return "The server at " + endpoint.address() + " has no database '" + endpoint.database()
                    + "': create it, or correct the database in spring.r2dbc.url.";
        }
    },
    UNREACHABLE {
        @Override
        String sentence(Endpoint endpoint, SQLException failure) {
            return "The database at " + endpoint.address() + " cannot be reached (" + reason(failure)
                    + "): start it, or correct the host and the port in spring.r2dbc.url.";
        }
    },
    REFUSED {
        @Override
        String sentence(Endpoint endpoint, SQLException failure) {
            return "The database at " + endpoint.address() + " refuses the connection of user '" + endpoint.user()
                    + "' to '" + endpoint.database() + "' (" + reason(failure) + "): correct that on the server.";
        }
    };

    static ConnectionProblem of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "28P01", "28000" -> LOGIN_REJECTED;
            case "08004" -> PASSWORD_MISSING;
            case "3D000" -> DATABASE_UNKNOWN;
            default -> state.startsWith("08") ? UNREACHABLE : REFUSED;
        };
    }

    abstract String sentence(Endpoint endpoint, SQLException failure);

    DatabaseFailure on(Endpoint endpoint, SQLException failure) {
        return new DatabaseFailure(sentence(endpoint, failure), failure);
    }

    /** What the server said, without its file and line, or what the network said. */
    static String reason(SQLException failure) {
        ServerErrorMessage said = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (said != null && said.getMessage() != null) {
            return said.getMessage();
        }
        return deepestMessage(failure);
    }

    private static String deepestMessage(SQLException failure) {
        String deepest = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null) {
                deepest = cause instanceof UnknownHostException ? "unknown host " + message : message;
            }
        }
        return deepest.lines().findFirst().orElse("");
    }
}
