package org.operationsgateway.gateway.watch;

/** A stream as its event loop's timer and the shutdown see it. Confined to its event loop. */
public interface OpenStream {

    /** How often {@link #beat} is called in the time after which a quiet stream is to show that it is alive. */
    int BEATS_PER_HEARTBEAT = 4;

    /** Some time has passed: shows the other side that the stream is alive, if it has been quiet for long enough. */
    void beat();

    /** Ends the stream before its time, telling the other side when to come back for the rest. */
    void leave();
}
