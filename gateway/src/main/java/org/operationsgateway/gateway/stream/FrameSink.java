package org.operationsgateway.gateway.stream;

/** The output of one stream. Confined to the event loop of the stream. */
public interface FrameSink {

    /** Returns whether a frame may be written now. When this becomes true again, the owner resumes the stream. */
    boolean isWritable();

    /**
     * Returns whether there is memory for a frame, which may be large.
     *
     * <p>If not, the owner resumes the stream when memory may be available.
     */
    boolean accepts(byte[] frame, Recency recency);

    /** The source of a frame. Live frames have a memory reserve, so that slow streams do not delay the others. */
    enum Recency {
        /** The frame is in the ring that all streams share. */
        LIVE,
        /** The frame was read from the log for one stream that is behind the ring. */
        REPLAYED
    }

    /** Writes shared bytes, which must not be modified. */
    void write(byte[] frame);

    /** Flushes written frames. */
    void flush();

    /** Flushes written frames and ends the stream. */
    void complete();
}
