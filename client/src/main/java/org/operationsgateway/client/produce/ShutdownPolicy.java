package org.operationsgateway.client.produce;

/** The treatment of a running operation after its producer has closed its client, or cancelled its work. */
public enum ShutdownPolicy {
    /** The operation fails with UNAVAILABLE, at once. The default. */
    FAIL,
    /** The lease is no longer renewed, so the operation fails when it lapses, unless another producer renews it. */
    LEAVE_TO_LEASE
}
