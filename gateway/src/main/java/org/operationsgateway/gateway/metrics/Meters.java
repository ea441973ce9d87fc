package org.operationsgateway.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * A factory that registers meters as {@link GatewayMeter} describes them. Registering a meter again returns the same
 * one. Thread-safe.
 */
@Component
public class Meters {

    private static final String BYTES = "bytes";
    private static final String SECONDS = "seconds";

    /** The bounds of the buckets of a timer for each value of a label, for which a full histogram would be too much. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers a counter. */
    public Counter counter(GatewayMeter meter) {
        return counter(meter, null);
    }

    /** Registers a counter for one value of its label; null if it has none. */
    public Counter counter(GatewayMeter meter, @Nullable String labelValue) {
        require(meter, MeterType.COUNTER);
        return Counter.builder(meter.meterName())
                .tags(tags(meter, labelValue))
                .baseUnit(baseUnit(meter))
                .description(meter.description())
                .register(registry);
    }

    /** Registers a counter for one value of its label, with a number that is read at each scrape. */
    public <T> void counter(GatewayMeter meter, String labelValue, T source, ToDoubleFunction<T> value) {
        require(meter, MeterType.COUNTER);
        FunctionCounter.builder(meter.meterName(), source, value)
                .tags(tags(meter, labelValue))
                .baseUnit(baseUnit(meter))
                .description(meter.description())
                .register(registry);
    }

    /** Registers a gauge. */
    public void gauge(GatewayMeter meter, Supplier<Number> value) {
        gauge(meter, null, value);
    }

    /** Registers a gauge for one value of its label; null if it has none. */
    public void gauge(GatewayMeter meter, @Nullable String labelValue, Supplier<Number> value) {
        require(meter, MeterType.GAUGE);
        Gauge.builder(meter.meterName(), value)
                .tags(tags(meter, labelValue))
                .baseUnit(baseUnit(meter))
                .description(meter.description())
                .register(registry);
    }

    /** Registers a timer with the buckets that Micrometer chooses. */
    public Timer timer(GatewayMeter meter) {
        require(meter, MeterType.TIMER);
        return Timer.builder(meter.meterName())
                .tags(tags(meter, null))
                .description(meter.description())
                .publishPercentileHistogram()
                .register(registry);
    }

    /** Registers a timer for one value of its label, with buckets from a millisecond to ten seconds. */
    public Timer timer(GatewayMeter meter, String labelValue) {
        require(meter, MeterType.TIMER);
        return Timer.builder(meter.meterName())
                .tags(tags(meter, labelValue))
                .description(meter.description())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static void require(GatewayMeter meter, MeterType type) {
        Assert.isTrue(meter.type() == type, () -> meter + " is not a " + type);
    }

    private static Tags tags(GatewayMeter meter, @Nullable String value) {
        Assert.isTrue((meter.label() == null) == (value == null), () -> meter + " has the label " + meter.label());
        return meter.label() == null || value == null ? Tags.empty() : Tags.of(meter.label(), value);
    }

    /** Returns the unit that Prometheus has in the name of a meter; null for a number of things. */
    private static @Nullable String baseUnit(GatewayMeter meter) {
        return meter.unit().equals(BYTES) || meter.unit().equals(SECONDS) ? meter.unit() : null;
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
