package org.operationsgateway.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.springframework.stereotype.Component;

/** Counts what happens to streams. */
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

    MicrometerStreamMetrics(Meters meters, Clock clock) {
        this.clock = clock;
        meters.gauge(GatewayMeter.STREAMS_OPEN, open::get);
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
        // The two clocks may differ; a latency below zero tells of that and of nothing else.
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
