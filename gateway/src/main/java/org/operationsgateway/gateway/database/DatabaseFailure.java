package org.operationsgateway.gateway.database;

/**
 * The reason, in one sentence, why a replica cannot use its database, and what to do about it.
 *
 * <p>The sentence is printed at start instead of a stack trace. It never contains a password, so a cause whose message
 * may contain one is left out.
 */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseFailure(String sentence) {
        super(sentence);
    }

    public DatabaseFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
