package org.operationsgateway.gateway.watch;

/** A stream as its event loop's timer and the shutdown see it. Confined to its event loop. */
public interface OpenStream {

    /** Some time has passed: shows the other side that the stream is alive, unless it has shown that itself. */
    void beat();

    /** Ends the stream before its time, telling the other side when to come back for the rest. */
    void leave();
}
