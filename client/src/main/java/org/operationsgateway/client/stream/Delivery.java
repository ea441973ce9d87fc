package org.operationsgateway.client.stream;

/** The states that a slow subscriber receives. */
public enum Delivery {
    /** All of them: the stream waits. */
    EVERY_STATE,
    /** The latest one; the states before it are skipped. The done state is never skipped. */
    LATEST_STATE
}
