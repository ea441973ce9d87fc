package org.operationsgateway.client.http;

/** The end of a stream to which the server has nothing to add, the answer 204 to a resumed stream. Immutable. */
public final class EndOfStreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EndOfStreamException() {
        super("The stream has ended", null, false, false);
    }
}
