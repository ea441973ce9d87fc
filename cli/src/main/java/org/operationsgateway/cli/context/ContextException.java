package org.operationsgateway.cli.context;

/** A failure to read the context file. Its message contains the problem and the remedy, but not the token. */
public final class ContextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContextException(String message) {
        super(message);
    }
}
