package org.operationsgateway.gateway.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The causes of a failed connection, derived from the SQL state.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
enum ConnectionProblem {
    LOGIN_REJECTED {
        @Override
        String message(Endpoint endpoint, SQLException failure) {
            return "The database at " + endpoint.address() + " rejects user '" + endpoint.user() + "' ("
                    + reason(failure) + "): correct spring.r2dbc.username and spring.r2dbc.password.";
        }
    },
    PASSWORD_MISSING {
        @Override
        String message(Endpoint endpoint, SQLException failure) {
            return "The database at " + endpoint.address() + " requires a password of user '" + endpoint.user()
                    + "': set spring.r2dbc.password.";
        }
    },
    TLS_UNAVAILABLE {
        @Override
        String message(Endpoint endpoint, SQLException failure) {
            return "The database at " + endpoint.address() + " does not accept TLS connections (" + reason(failure)
                    + "): turn on ssl on the server, or correct sslMode in spring.r2dbc.url.";
        }
    },
    DATABASE_UNKNOWN {
        @Override
        String message(Endpoint endpoint, SQLException failure) {
            return "The server at " + endpoint.address() + " has no database '" + endpoint.database()
                    + "': create it, or correct the database in spring.r2dbc.url.";
        }
    },
    UNREACHABLE {
        @Override
        String message(Endpoint endpoint, SQLException failure) {
            return "The database at " + endpoint.address() + " cannot be reached (" + reason(failure)
                    + "): start it, or correct the host and the port in spring.r2dbc.url.";
        }
    },
    REFUSED {
        @Override
        String message(Endpoint endpoint, SQLException failure) {
            return "The database at " + endpoint.address() + " refuses the connection of user '" + endpoint.user()
                    + "' to '" + endpoint.database() + "' (" + reason(failure) + "): correct this on the server.";
        }
    };

    static ConnectionProblem of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "28P01", "28000" -> LOGIN_REJECTED;
            // The driver reports both problems with this state. Only the message, in any language, names SSL.
            case "08004" -> reason(failure).contains("SSL") ? TLS_UNAVAILABLE : PASSWORD_MISSING;
            case "3D000" -> DATABASE_UNKNOWN;
            default -> state.startsWith("08") ? UNREACHABLE : REFUSED;
        };
    }

    abstract String message(Endpoint endpoint, SQLException failure);

    DatabaseFailure toFailure(Endpoint endpoint, SQLException failure) {
        return new DatabaseFailure(message(endpoint, failure), failure);
    }

    /** Returns the message of the server, without file and line, or the deepest message of the network failure. */
    static String reason(SQLException failure) {
        ServerErrorMessage reply = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (reply != null && reply.getMessage() != null) {
            return reply.getMessage();
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
