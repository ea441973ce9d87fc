package org.operationsgateway.gateway.database.replica;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the read replica. Immutable.
 *
 * @param url the URL of the standby from which lists and histories are read; unset if there is none
 * @param maxConnections the maximum number of connections to it
 * @param maxWait the time for which a read waits until the standby has replayed what the primary has committed, before
 *     it is sent to the primary
 */
@ConfigurationProperties("gateway.read-replica")
public record ReadReplicaProperties(
        @Nullable String url,
        @DefaultValue("10") int maxConnections,
        @DefaultValue("100ms") Duration maxWait) {

    private static final String PREFIX = "gateway.read-replica.";
    private static final int MAX_CONNECTIONS = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Throws an exception if a value is out of range. */
    public ReadReplicaProperties {
        SettingRules.between(PREFIX + "max-connections", maxConnections, 1, MAX_CONNECTIONS, "connections");
        SettingRules.positive(PREFIX + "max-wait", maxWait, "100ms");
        SettingRules.require(
                maxWait.compareTo(LONGEST_WAIT) <= 0,
                PREFIX + "max-wait is " + maxWait.toMillis() + " ms, but lists and histories wait for it: set it to "
                        + LONGEST_WAIT.toSeconds() + "s at most.");
    }
}
