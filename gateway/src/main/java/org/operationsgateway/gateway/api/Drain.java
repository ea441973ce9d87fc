package org.operationsgateway.gateway.api;

import org.operationsgateway.gateway.watch.OpenStreams;
import org.operationsgateway.gateway.watch.WatchProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends the streams away when this replica shuts down, before the web server waits for its requests: it would wait for
 * the streams until its time is up.
 *
 * <p>No longer ready, at once; no new streams; and those that are open are ended over a while, each told when to come
 * back. Nothing is lost, for they come back with the id of what they saw last.
 */
@Component
class Drain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final ApplicationContext context;
    private final StreamGate gate;
    private final OpenStreams streams;
    private final WatchProperties properties;
    private volatile boolean running;

    Drain(ApplicationContext context, StreamGate gate, OpenStreams streams, WatchProperties properties) {
        this.context = context;
        this.gate = gate;
        this.streams = streams;
        this.properties = properties;
    }

    /** Stops before everything else. */
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
        gate.close();
        log.info("Sends {} streams away", streams.size());
        streams.leaveAll(properties.drain())
                .doFinally(end -> {
                    running = false;
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        gate.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
