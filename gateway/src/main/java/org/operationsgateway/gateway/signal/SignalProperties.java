package org.operationsgateway.gateway.signal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How replicas learn of each other's changes.
 *
 * @param enabled whether to send and hear signals; without them every change is found by a sweep, only later
 * @param pause how long to gather further changes after a signal was sent; the first after a quiet time goes at once
 * @param sweepInterval how often to look for changes that no signal told of
 * @param probeInterval how often the listener makes sure that it still hears
 * @param probeTimeout how long it waits for its own voice
 */
@ConfigurationProperties("gateway.signal")
public record SignalProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("20ms") Duration pause,
        @DefaultValue("500ms") Duration sweepInterval,
        @DefaultValue("10s") Duration probeInterval,
        @DefaultValue("5s") Duration probeTimeout) {}
