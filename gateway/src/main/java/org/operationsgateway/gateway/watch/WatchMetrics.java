package org.operationsgateway.gateway.watch;

import java.time.Instant;

/** Is told what happens to streams, to be counted. Called on event loops: must not block. */
public interface WatchMetrics {

    /** A stream began. */
    void opened();

    /** A stream ended, whoever ended it. */
    void closed();

    /**
     * Revisions were written to streams.
     *
     * @param count how many, each counted once for each stream
     */
    void delivered(int count);

    /**
     * A revision was written to the streams of one event loop as it came.
     *
     * @param committed when it was committed, by the database's clock
     */
    void wroteLive(Instant committed);

    /** A change was found by a sweep that no signal had told of. */
    void signalMissed();

    /** A stream was turned away, because there are too many. */
    void shed();

    /** Revisions were read from the log for a subscriber that had fallen behind what is kept in memory. */
    void refilled(int count);

    /** Counts nothing. */
    WatchMetrics NONE = new WatchMetrics() {
        @Override
        public void opened() {}

        @Override
        public void closed() {}

        @Override
        public void delivered(int count) {}

        @Override
        public void wroteLive(Instant committed) {}

        @Override
        public void signalMissed() {}

        @Override
        public void shed() {}

        @Override
        public void refilled(int count) {}
    };
}
