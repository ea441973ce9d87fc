package org.operationsgateway.client.http;

/** A failure to read an answer that exceeds the limit on its size. Immutable. */
final class AnswerTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(int maxBytes) {
        super("The answer exceeds " + maxBytes + " bytes", null, false, false);
    }
}
