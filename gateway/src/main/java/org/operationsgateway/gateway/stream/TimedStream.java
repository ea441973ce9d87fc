package org.operationsgateway.gateway.stream;

/** A stream with heartbeats while it is idle, and a maximum age. Confined to its event loop. */
public abstract class TimedStream implements OpenStream {

    private final FrameSink sink;
    private final StreamOptions options;
    private final long expiryNanos;
    private int ticks;
    private int idleTicks;
    private boolean closed;

    /** Creates an open stream, whose age counts from now. */
    protected TimedStream(FrameSink sink, StreamOptions options) {
        this.sink = sink;
        this.options = options;
        this.expiryNanos = options.expiryNanos();
    }

    /** Returns the output of the stream. */
    protected final FrameSink sink() {
        return sink;
    }

    /** Returns the format and the timing of the stream. */
    protected final StreamOptions options() {
        return options;
    }

    /** Returns whether the stream is closed, so that nothing more may be written. */
    protected final boolean closed() {
        return closed;
    }

    /** Writes a frame without a flush and restarts the idle time. */
    protected final void write(byte[] frame) {
        sink.write(frame);
        idleTicks = 0;
    }

    /** Called once in each heartbeat interval, also on a busy stream; may write and flush. */
    protected void onHeartbeatInterval() {}

    /** Called before the stream is drained; may write. */
    protected void beforeDrain() {}

    /** Releases the resources of the stream; called once. */
    protected abstract void release();

    /** Writes pending events, after the sink has become writable; called on the event loop. */
    public abstract void resume();

    @Override
    public final void tick() {
        if (System.nanoTime() - expiryNanos > 0) {
            drain();
            return;
        }
        if (closed || !sink.isWritable()) {
            return;
        }
        idleTicks++;
        ticks = (ticks + 1) % TICKS_PER_HEARTBEAT;
        if (ticks == 0) {
            onHeartbeatInterval();
        }
        if (idleTicks >= TICKS_PER_HEARTBEAT) {
            write(options.format().heartbeat());
            sink.flush();
        }
    }

    @Override
    public final boolean isRevoked() {
        return options.validity().isRevoked();
    }

    @Override
    public final void drain() {
        if (!closed) {
            beforeDrain();
            sink.write(options.retryBytes());
            end();
        }
    }

    /** Closes the stream and completes its sink. */
    protected final void end() {
        close();
        sink.complete();
    }

    /** Closes the stream and releases its resources, without a write; idempotent. Called on the event loop. */
    public final void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }
}
