package org.operationsgateway.core.operation;

/** A mode of cancellation, chosen when an operation is created. */
public enum Cancellation {
    /** A cancellation ends the operation immediately, with the error {@code CANCELLED}. The default. */
    IMMEDIATE,
    /** A cancellation request is recorded; the producer ends the operation, or the gateway after a grace period. */
    COOPERATIVE,
    /** A cancellation request is rejected. */
    UNSUPPORTED
}
