package org.operationsgateway.gateway.store;

import io.r2dbc.spi.R2dbcException;
import java.util.Set;

/** Tells failures after which nothing is committed from those after which something may be. */
final class RollbackErrors {

    /**
     * The classes of errors that the server finds in a statement, or in what it meets, and rolls it back for.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
     */
    private static final Set<String> CLASSES = Set.of("21", "22", "23", "40", "42", "54", "55");

    private RollbackErrors() {}

    /** Whether the server has said that it rolled the statement back. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database && database.getSqlState() != null) {
                return CLASSES.contains(database.getSqlState().substring(0, 2));
            }
        }
        return false;
    }
}
