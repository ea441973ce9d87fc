package org.operationsgateway.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** A factory that registers meters as {@link GatewayMeter} describes them. Thread-safe. */
@Component
public class Meters {

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers a counter, which only increases. */
    public Counter counter(GatewayMeter meter) {
        return Counter.builder(meter.meterName())
                .description(meter.description())
                .register(registry);
    }

    /** Registers a gauge, whose value is read at each scrape. */
    public void gauge(GatewayMeter meter, Supplier<Number> value) {
        Gauge.builder(meter.meterName(), value).description(meter.description()).register(registry);
    }

    /** Registers a gauge for each value of a tag. */
    public void gauge(GatewayMeter meter, String tag, String tagValue, Supplier<Number> value) {
        Gauge.builder(meter.meterName(), value)
                .tag(tag, tagValue)
                .description(meter.description())
                .register(registry);
    }

    /** Registers a counter for each value of a tag, whose value is read at each scrape. */
    public <T> void counter(GatewayMeter meter, String tag, String tagValue, T source, ToDoubleFunction<T> value) {
        FunctionCounter.builder(meter.meterName(), source, value)
                .tag(tag, tagValue)
                .description(meter.description())
                .register(registry);
    }

    /** Registers a timer with a histogram, whose buckets can be added up over replicas. */
    public Timer timer(GatewayMeter meter) {
        return Timer.builder(meter.meterName())
                .description(meter.description())
                .publishPercentileHistogram()
                .register(registry);
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
