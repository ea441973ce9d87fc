package org.operationsgateway.gateway.database.replica;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The state of the read replica, as the latest reads have met it. It logs a change of the state, and counts reads.
 * Thread-safe.
 */
@Component
public class ReplicaState {

    private static final Logger log = LoggerFactory.getLogger(ReplicaState.class);

    /** The source of a read. */
    enum Source {
        /** The replica, because it had replayed everything. */
        REPLICA(Duration.ZERO),
        /** The primary, because the replica lags. */
        LAGGING(Duration.ofSeconds(1)),
        /** The primary, because the replica fails. */
        UNAVAILABLE(Duration.ofSeconds(5));

        private final Duration pause;

        Source(Duration pause) {
            this.pause = pause;
        }
    }

    /** The latest source, and when the replica was found in this state, as a {@link System#nanoTime}. */
    private record Latest(Source source, long nanoTime) {}

    private final Map<Source, Counter> reads = new EnumMap<>(Source.class);
    private final AtomicReference<Latest> latest = new AtomicReference<>(new Latest(Source.REPLICA, System.nanoTime()));

    ReplicaState(Meters meters, ReadReplicaProperties properties) {
        if (properties.url() != null) {
            for (Source source : Source.values()) {
                reads.put(
                        source,
                        meters.counter(GatewayMeter.REPLICA_READS, source.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    /** Returns whether reads skip the replica for now, because it was lagging or failing shortly before. */
    boolean isPaused() {
        Latest now = latest.get();
        return System.nanoTime() - now.nanoTime() < now.source().pause.toNanos();
    }

    /** Counts a read that skips the replica. */
    void skipped() {
        count(latest.get().source());
    }

    /** Records a read from the replica. */
    void replayed() {
        met(Source.REPLICA, "");
    }

    /** Records a read for which the replica was not up to date. */
    void lagging() {
        met(Source.LAGGING, "it has not replayed the latest changes");
    }

    /** Records a failure of the replica, so that the next reads skip it. */
    public void failed(Throwable failure) {
        met(Source.UNAVAILABLE, failure.toString());
    }

    private void met(Source source, String reason) {
        count(source);
        Source former = latest.getAndSet(new Latest(source, System.nanoTime())).source();
        if (former == Source.REPLICA && source != Source.REPLICA) {
            log.warn("The read replica is not used, so lists and histories are read from the primary: {}", reason);
        } else if (former != Source.REPLICA && source == Source.REPLICA) {
            log.info("The read replica is used again");
        }
    }

    private void count(Source source) {
        Objects.requireNonNull(reads.get(source)).increment();
    }
}
