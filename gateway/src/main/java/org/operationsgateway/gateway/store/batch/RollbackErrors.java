package org.operationsgateway.gateway.store.batch;

import io.r2dbc.spi.R2dbcException;
import java.util.Set;

/** The errors after which a statement is certainly rolled back; after any other error it may be committed. */
final class RollbackErrors {

    /**
     * The classes of SQLSTATE codes that the server reports for a statement that it rolls back.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
     */
    private static final Set<String> CLASSES = Set.of("21", "22", "23", "40", "42", "54", "55");

    private RollbackErrors() {}

    /** Returns whether the server has reported a rollback. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database && database.getSqlState() != null) {
                return CLASSES.contains(database.getSqlState().substring(0, 2));
            }
        }
        return false;
    }
}
