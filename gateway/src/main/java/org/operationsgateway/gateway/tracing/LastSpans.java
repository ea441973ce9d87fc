package org.operationsgateway.gateway.tracing;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The export of the last spans at shutdown, after the web server has stopped. It is limited, because a collector may
 * not answer: OpenTelemetry waits for 10 s for each component. Thread-safe.
 */
final class LastSpans implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LastSpans.class);
    private static final int MAX_FLUSH_MILLIS = 2000;

    private final SdkTracerProvider provider;
    private final List<EndableSpanExporter> exporters;
    private volatile boolean running;

    LastSpans(SdkTracerProvider provider, List<EndableSpanExporter> exporters) {
        this.provider = provider;
        this.exporters = List.copyOf(exporters);
    }

    /** Starts first and stops last. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (!provider.forceFlush().join(MAX_FLUSH_MILLIS, TimeUnit.MILLISECONDS).isDone()) {
            log.warn("The last spans were not exported: the collector has not answered within {} ms", MAX_FLUSH_MILLIS);
        }
        exporters.forEach(EndableSpanExporter::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
