package org.operationsgateway.gateway.watch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How streams behave.
 *
 * @param heartbeat how often an idle stream shows that it is alive, roughly
 * @param retry how long a client waits before it reconnects, on average; each stream is told a time of its own
 * @param retryOverloaded the same, for a client that is turned away
 * @param maxAge when a stream is ended so that its client comes back, perhaps to another replica, on average; 0 for never
 * @param maxStreams how many streams this replica carries at most
 * @param maxStreamsPerClient how many of them one client address has at most; 0 for any number
 * @param drain how long a shutdown takes at most to send the streams away
 * @param peerTimeout how long a connection may leave what was sent unacknowledged before it counts as dead
 */
@ConfigurationProperties("gateway.watch")
public record WatchProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("2s") Duration retry,
        @DefaultValue("20s") Duration retryOverloaded,
        @DefaultValue("0s") Duration maxAge,
        @DefaultValue("50000") int maxStreams,
        @DefaultValue("0") int maxStreamsPerClient,
        @DefaultValue("10s") Duration drain,
        @DefaultValue("30s") Duration peerTimeout) {}
