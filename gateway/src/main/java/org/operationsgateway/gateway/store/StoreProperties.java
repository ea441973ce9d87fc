package org.operationsgateway.gateway.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the store keeps.
 *
 * @param keepDeleted how long the log of a deleted operation is kept; who has been away for longer gets a new snapshot
 * @param purgeInterval how often to look for what is to be kept no longer
 */
@ConfigurationProperties("gateway.store")
public record StoreProperties(
        @DefaultValue("1h") Duration keepDeleted,
        @DefaultValue("1m") Duration purgeInterval) {}
