package org.operationsgateway.gateway.metrics.recorder;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.operationsgateway.gateway.stream.StreamProperties;
import org.springframework.stereotype.Component;

/** A recorder of stream events in Micrometer meters. Thread-safe. */
@Component
class MicrometerStreamMetrics implements StreamMetrics {

    private final AtomicInteger open = new AtomicInteger();
    private final Counter delivered;
    private final Counter refilled;
    private final Counter slow;
    private final Counter missed;
    private final Counter shed;
    private final Timer commitToWrite;
    private final Clock clock;

    MicrometerStreamMetrics(Meters meters, StreamProperties properties, Clock clock) {
        this.clock = clock;
        meters.gauge(GatewayMeter.STREAMS_OPEN, open::get);
        meters.gauge(GatewayMeter.STREAMS_LIMIT, properties::maxStreams);
        delivered = meters.counter(GatewayMeter.EVENTS_DELIVERED);
        refilled = meters.counter(GatewayMeter.EVENTS_REFILLED);
        slow = meters.counter(GatewayMeter.READERS_SLOW);
        missed = meters.counter(GatewayMeter.SIGNALS_MISSED);
        shed = meters.counter(GatewayMeter.STREAMS_SHED);
        commitToWrite = meters.timer(GatewayMeter.COMMIT_TO_WRITE);
    }

    @Override
    public void opened() {
        open.incrementAndGet();
    }

    @Override
    public void closed() {
        open.decrementAndGet();
    }

    @Override
    public void delivered(int count) {
        delivered.increment(count);
    }

    @Override
    public void wroteLive(Instant committed) {
        Duration latency = Duration.between(committed, clock.instant());
        // The clock of the database may be ahead of the clock of this replica.
        commitToWrite.record(latency.isNegative() ? Duration.ZERO : latency);
    }

    @Override
    public void signalLost() {
        missed.increment();
    }

    @Override
    public void rejected() {
        shed.increment();
    }

    @Override
    public void replayed(int count) {
        slow.increment();
        refilled.increment(count);
    }
}
