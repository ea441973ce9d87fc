package org.operationsgateway.gateway.watch;

/**
 * A stream that shows now and then that it is alive, if nothing else shows it, and ends when it is too old. Confined to
 * its event loop.
 */
public abstract class TimedStream implements OpenStream {

    private final FrameSink sink;
    private final StreamOptions options;
    private final long expiry;
    private int beats;
    private int quietBeats;
    private boolean closed;

    /** Begins to count. */
    protected TimedStream(FrameSink sink, StreamOptions options) {
        this.sink = sink;
        this.options = options;
        this.expiry = options.expiry();
    }

    /** Where the stream goes. */
    protected final FrameSink sink() {
        return sink;
    }

    /** How it is written. */
    protected final StreamOptions options() {
        return options;
    }

    /** Whether nothing more is to be written. */
    protected final boolean closed() {
        return closed;
    }

    /** Writes something that shows that the stream is alive, and doesn't flush. */
    protected final void write(byte[] frame) {
        sink.write(frame);
        quietBeats = 0;
    }

    /** Once in a heartbeat's time, however busy the stream is: may write what is due by then, and flush it. */
    protected void everyHeartbeat() {}

    /** May write what the other side should have before it leaves. */
    protected void beforeLeaving() {}

    /** Lets go of everything. */
    protected abstract void release();

    @Override
    public final void beat() {
        if (System.nanoTime() - expiry > 0) {
            leave();
            return;
        }
        if (closed || !sink.isWritable()) {
            return;
        }
        quietBeats++;
        beats = (beats + 1) % BEATS_PER_HEARTBEAT;
        if (beats == 0) {
            everyHeartbeat();
        }
        if (quietBeats >= BEATS_PER_HEARTBEAT) {
            write(options.format().heartbeat());
            sink.flush();
        }
    }

    @Override
    public final void leave() {
        if (!closed) {
            beforeLeaving();
            sink.write(options.retryBytes());
            end();
        }
    }

    /** Has said the last thing. */
    protected final void end() {
        close();
        sink.complete();
    }

    /** Lets go of everything; nothing is written afterwards. To be called on the event loop; again does nothing. */
    public final void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }
}
