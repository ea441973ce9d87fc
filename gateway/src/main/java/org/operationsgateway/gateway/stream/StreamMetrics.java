package org.operationsgateway.gateway.stream;

import java.time.Instant;

/** A recorder of stream events for meters. Called on event loops: implementations must not block. */
public interface StreamMetrics {

    /** Records that a stream was opened. */
    void opened();

    /** Records that a stream was closed, by either side. */
    void closed();

    /**
     * Records events written to streams.
     *
     * @param count the number of events, each counted once for each stream
     */
    void delivered(int count);

    /**
     * Records the delivery of a change to the streams of one event loop.
     *
     * @param committed the commit time of the change, by the database clock
     */
    void wroteLive(Instant committed);

    /** Records a change that a sweep found and no signal reported. */
    void signalLost();

    /** Records a rejected stream, because a limit was reached. */
    void rejected();

    /**
     * Records a read of the log for a stream that is behind the changes in memory.
     *
     * @param count the number of revisions read
     */
    void replayed(int count);

    /** A recorder that records nothing. */
    StreamMetrics NONE = new StreamMetrics() {
        @Override
        public void opened() {}

        @Override
        public void closed() {}

        @Override
        public void delivered(int count) {}

        @Override
        public void wroteLive(Instant committed) {}

        @Override
        public void signalLost() {}

        @Override
        public void rejected() {}

        @Override
        public void replayed(int count) {}
    };
}
