package org.operationsgateway.gateway.database;

/**
 * A failure to use the database. The message is one sentence that contains the reason and the remedy.
 *
 * <p>At startup the message is printed instead of a stack trace. It never contains a password: a cause whose message
 * may contain one is omitted.
 */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseFailure(String message) {
        super(message);
    }

    public DatabaseFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
