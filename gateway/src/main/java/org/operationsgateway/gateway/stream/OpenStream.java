package org.operationsgateway.gateway.stream;

/** An open stream, as the heartbeat timer and the shutdown use it. Confined to its event loop. */
public interface OpenStream {

    /** The number of calls of {@link #tick} in one heartbeat interval. */
    int TICKS_PER_HEARTBEAT = 4;

    /** Writes a heartbeat if the stream has been idle for a heartbeat interval. */
    void tick();

    /** Returns whether the credential that the stream was opened with has been revoked. Thread-safe. */
    boolean isRevoked();

    /** Ends the stream after a {@code retry} field, so that the client reconnects and resumes. */
    void drain();
}
