package org.operationsgateway.gateway.watch;

/**
 * Where a subscriber's frames go: one stream's way out. Used by one thread only, that of the subscriber's event loop.
 */
public interface FrameSink {

    /** Whether another frame may be written now. Once it may again, the owner calls {@link Subscriber#resume}. */
    boolean isWritable();

    /** Takes bytes that are shared with other subscribers, and must not be changed. */
    void write(byte[] frame);

    /** Lets out what was written. */
    void flush();

    /** There will be no more frames. */
    void complete();
}
