package org.operationsgateway.gateway.stream;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits and timing of streams. Immutable.
 *
 * @param heartbeat the interval between heartbeats on an idle stream, approximately
 * @param retry the mean delay before a client reconnects; each stream gets a random value around it
 * @param retryOverloaded the mean delay before a rejected client reconnects
 * @param maxAge the mean age at which a stream is ended, so that its client reconnects; 0 for no limit
 * @param maxStreams the maximum number of open streams of this replica
 * @param maxStreamsPerClient the maximum number of open streams of one client address; 0 for no limit
 * @param drain the maximum duration of the drain at shutdown
 */
@ConfigurationProperties("gateway.watch")
public record StreamProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("2s") Duration retry,
        @DefaultValue("20s") Duration retryOverloaded,
        @DefaultValue("0s") Duration maxAge,
        @DefaultValue("50000") int maxStreams,
        @DefaultValue("0") int maxStreamsPerClient,
        @DefaultValue("10s") Duration drain) {

    private static final String PREFIX = "gateway.watch.";

    /** Throws an exception if a value is out of range. */
    public StreamProperties {
        SettingRules.positive(PREFIX + "heartbeat", heartbeat, "15s");
        SettingRules.positive(PREFIX + "retry", retry, "2s");
        SettingRules.positive(PREFIX + "retry-overloaded", retryOverloaded, "20s");
        SettingRules.notNegative(PREFIX + "max-age", maxAge, "no limit");
        SettingRules.between(PREFIX + "max-streams", maxStreams, 1, Integer.MAX_VALUE, "");
        SettingRules.notNegative(PREFIX + "max-streams-per-client", maxStreamsPerClient, "no limit");
        SettingRules.notNegative(PREFIX + "drain", drain, "no drain");
    }
}
