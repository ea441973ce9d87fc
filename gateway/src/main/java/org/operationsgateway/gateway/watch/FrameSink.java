package org.operationsgateway.gateway.watch;

/**
 * Where a subscriber's frames go: one stream's way out. Used by one thread only, that of the subscriber's event loop.
 */
public interface FrameSink {

    /** Whether another frame may be written now. Once it may again, the owner calls {@link Subscriber#resume}. */
    boolean isWritable();

    /**
     * Whether there is memory for that frame now, which may be large; if not, the owner calls {@link Subscriber#resume} when
     * there may be.
     */
    boolean accepts(byte[] frame, Recency recency);

    /** For whom a frame is: those who keep up must not wait for those who don't. */
    enum Recency {
        /** For those who keep up with the operation. */
        LIVE,
        /** For one that has fallen behind, and had it read for itself. */
        BEHIND
    }

    /** Takes bytes that are shared with other subscribers, and must not be changed. */
    void write(byte[] frame);

    /** Lets out what was written. */
    void flush();

    /** There will be no more frames. */
    void complete();
}
