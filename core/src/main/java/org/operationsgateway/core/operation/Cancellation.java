package org.operationsgateway.core.operation;

/** What becomes of an operation when somebody asks for it to stop. */
public enum Cancellation {
    /** It ends at once, as cancelled. */
    IMMEDIATE,
    /** Its producer is told, and ends it, as cancelled or otherwise; if it doesn't, the gateway does after a while. */
    COOPERATIVE,
    /** Nothing: whoever asks is told that it can't be stopped. */
    UNSUPPORTED
}
