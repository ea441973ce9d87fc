package org.operationsgateway.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Registers meters as {@link GatewayMeter} describes them. */
@Component
public class Meters {

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A meter that only grows. */
    public Counter counter(GatewayMeter meter) {
        return Counter.builder(meter.meterName())
                .description(meter.description())
                .register(registry);
    }

    /** A meter that shows what is. */
    public void gauge(GatewayMeter meter, Supplier<Number> value) {
        Gauge.builder(meter.meterName(), value).description(meter.description()).register(registry);
    }

    /** A meter of durations, with a histogram that can be added up over replicas. */
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
