package org.operationsgateway.gateway.database;

import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
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
    CERTIFICATE_REJECTED {
        @Override
        String message(Endpoint endpoint, SQLException failure) {
            return "The certificate of the database at " + endpoint.address() + " is not valid for it ("
                    + reason(failure) + "): correct sslRootCert or the host in spring.r2dbc.url.";
        }
    },
    TLS_FILE_MISSING {
        @Override
        String message(Endpoint endpoint, SQLException failure) {
            return "A file for TLS to the database at " + endpoint.address() + " cannot be read (" + reason(failure)
                    + "): correct sslRootCert, sslCert and sslKey in spring.r2dbc.url.";
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
            default -> state.startsWith("08") ? ofNetwork(failure) : REFUSED;
        };
    }

    private static ConnectionProblem ofNetwork(SQLException failure) {
        // For the name of a host, the driver has no other mark than its class, in a message in any language.
        if (isCausedBy(failure, CertificateException.class) || reason(failure).contains("HostnameVerifier")) {
            return CERTIFICATE_REJECTED;
        }
        return isCausedBy(failure, FileNotFoundException.class) ? TLS_FILE_MISSING : UNREACHABLE;
    }

    private static boolean isCausedBy(@Nullable Throwable failure, Class<? extends Exception> type) {
        return failure != null && (type.isInstance(failure) || isCausedBy(failure.getCause(), type));
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
