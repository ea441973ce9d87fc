package org.operationsgateway.gateway.http.connection;

import java.time.Duration;
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

    /** Throws {@link IllegalArgumentException} if a value is out of range. */
    public PeerProperties {
        require(max > 0, "max must be at least 1.");
        require(maxPerAddress >= 0, "max-per-address must be at least 0.");
        require(headTimeout.isPositive(), "head-timeout must be positive.");
        require(bodyTimeout.isPositive(), "body-timeout must be positive.");
        require(minBodyRate.toBytes() > 0, "min-body-rate must be positive.");
        require(idleTimeout.isPositive(), "idle-timeout must be positive.");
        require(resetsPerSecond >= 0, "resets-per-second must be at least 0.");
        require(framesPerSecond >= 0, "frames-per-second must be at least 0.");
    }

    private static void require(boolean valid, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("gateway.connections." + rule);
        }
    }
}
