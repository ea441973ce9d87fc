package org.operationsgateway.gateway.http.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits on connections, and the deadlines for what a client owes.
 *
 * @param max the maximum number of connections of this replica
 * @param maxPerAddress the maximum number of connections of one client address; 0 for no limit
 * @param headTimeout the time for the request line and the headers, from the first byte or the start of the connection
 * @param bodyTimeout the time for a body, in addition to its time at the least rate
 * @param minBodyRate the least rate of a body, in bytes per second
 * @param idleTimeout the time after which an idle connection is closed
 */
@ConfigurationProperties("gateway.connections")
public record PeerProperties(
        @DefaultValue("60000") int max,
        @DefaultValue("0") int maxPerAddress,
        @DefaultValue("15s") Duration headTimeout,
        @DefaultValue("15s") Duration bodyTimeout,
        @DefaultValue("4KB") DataSize minBodyRate,
        @DefaultValue("11m") Duration idleTimeout) {}
