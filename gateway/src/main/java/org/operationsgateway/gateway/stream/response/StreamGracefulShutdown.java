package org.operationsgateway.gateway.stream.response;

import org.operationsgateway.gateway.stream.OpenStreams;
import org.operationsgateway.gateway.stream.StreamProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The drain of all streams at shutdown, before the graceful shutdown of the web server, which would wait for open
 * streams until its timeout. Thread-safe.
 *
 * <p>The replica becomes unready and rejects new streams at once. Open streams are ended over the drain period, each
 * after a {@code retry} field. Their clients resume on another replica from the last event id, so no revision is lost.
 */
@Component
class StreamGracefulShutdown implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamGracefulShutdown.class);

    private final ApplicationContext context;
    private final StreamLimiter limiter;
    private final OpenStreams streams;
    private final StreamProperties properties;
    private volatile boolean running;

    StreamGracefulShutdown(
            ApplicationContext context, StreamLimiter limiter, OpenStreams streams, StreamProperties properties) {
        this.context = context;
        this.limiter = limiter;
        this.streams = streams;
        this.properties = properties;
    }

    /** Returns the highest phase, which stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable callback) {
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        limiter.shutDown();
        log.info("Draining {} streams", streams.size());
        streams.drainAll(properties.drain())
                .doFinally(end -> {
                    running = false;
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        limiter.shutDown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
