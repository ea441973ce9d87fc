package org.operationsgateway.gateway.fanout;

import org.operationsgateway.gateway.stream.FrameSink;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.stream.TimedStream;

/** A stream that an {@link EventLoopSubscribers} group serves. Confined to its event loop. */
public abstract class EventLoopSubscriber extends TimedStream {

    private final StreamMetrics metrics;
    /** The index of this subscriber in its group; owned by the group. */
    int index;

    /** Creates a subscriber that no group serves yet. */
    protected EventLoopSubscriber(FrameSink sink, StreamOptions options, StreamMetrics metrics) {
        super(sink, options);
        this.metrics = metrics;
    }

    /** Returns the meters of this stream. */
    protected final StreamMetrics metrics() {
        return metrics;
    }

    /**
     * Writes and flushes pending events while the sink is writable.
     *
     * @return the number of events written
     */
    protected abstract int deliver();

    @Override
    public final void resume() {
        int delivered = deliver();
        if (delivered > 0) {
            metrics.delivered(delivered);
        }
    }
}
