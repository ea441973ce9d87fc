package org.operationsgateway.gateway.http.connection;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits on connections, and the deadlines for what a client owes. Immutable.
 *
 * @param max the limit on the connections of this replica
 * @param maxPerAddress the limit on the connections of one client address; 0 for no limit
 * @param headTimeout the time for the request line and the headers, from the first byte or the start of the connection
 * @param bodyTimeout the time for a body, in addition to its time at the least rate
 * @param minBodyRate the least rate of a body, in bytes per second
 * @param idleTimeout the time after which an idle connection is closed
 * @param resetsPerSecond the resets of new requests on an HTTP/2 connection, ten times as many at once; 0 for no limit
 * @param framesPerSecond the frames of HTTP/2 of one kind on a connection, ten times as many at once, with exceptions;
 *     0 for no limit
 */
@ConfigurationProperties("gateway.connections")
public record PeerProperties(
        @DefaultValue("60000") int max,
        @DefaultValue("0") int maxPerAddress,
        @DefaultValue("15s") Duration headTimeout,
        @DefaultValue("15s") Duration bodyTimeout,
        @DefaultValue("4KB") DataSize minBodyRate,
        @DefaultValue("11m") Duration idleTimeout,
        @DefaultValue("200") int resetsPerSecond,
        @DefaultValue("1000") int framesPerSecond) {

    private static final String PREFIX = "gateway.connections.";
    private static final String NO_LIMIT = "no limit";

    /** Throws an exception if a value is out of range. */
    public PeerProperties {
        SettingRules.between(PREFIX + "max", max, 1, Integer.MAX_VALUE, "");
        SettingRules.notNegative(PREFIX + "max-per-address", maxPerAddress, NO_LIMIT);
        SettingRules.positive(PREFIX + "head-timeout", headTimeout, "15s");
        SettingRules.positive(PREFIX + "body-timeout", bodyTimeout, "15s");
        SettingRules.between(PREFIX + "min-body-rate", minBodyRate.toBytes(), 1, Integer.MAX_VALUE, "B");
        SettingRules.positive(PREFIX + "idle-timeout", idleTimeout, "11m");
        SettingRules.notNegative(PREFIX + "resets-per-second", resetsPerSecond, NO_LIMIT);
        SettingRules.notNegative(PREFIX + "frames-per-second", framesPerSecond, NO_LIMIT);
    }
}
