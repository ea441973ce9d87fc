package org.operationsgateway.gateway.http;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of client connections. Immutable.
 *
 * @param peerTimeout the time for which sent data may stay unacknowledged, or a response unread, before the connection
 *     is closed
 */
@ConfigurationProperties("gateway.watch")
public record ConnectionProperties(@DefaultValue("30s") Duration peerTimeout) {

    /** Throws an exception if the value is out of range. */
    public ConnectionProperties {
        SettingRules.positive("gateway.watch.peer-timeout", peerTimeout, "30s");
    }
}
