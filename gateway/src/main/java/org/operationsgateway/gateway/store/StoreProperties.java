package org.operationsgateway.gateway.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the store keeps.
 *
 * @param keepDone how long an operation that is done is kept, unless something else was said when it was created
 * @param keepDeleted how long the log of a deleted operation is kept; who has been away for longer gets a new snapshot
 * @param purgeInterval how often to look for what is to be kept no longer
 */
@ConfigurationProperties("gateway.store")
public record StoreProperties(
        @DefaultValue("30d") Duration keepDone,
        @DefaultValue("1h") Duration keepDeleted,
        @DefaultValue("1m") Duration purgeInterval) {}
