package org.operationsgateway.gateway.store;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the store. Immutable.
 *
 * @param keepDone the default time to live of done operations
 * @param keepDeleted the time for which the log of a deleted operation is kept; a client that is away for longer
 *     receives a reset
 * @param purgeInterval the interval of purges
 */
@ConfigurationProperties("gateway.store")
public record StoreProperties(
        @DefaultValue("30d") Duration keepDone,
        @DefaultValue("1h") Duration keepDeleted,
        @DefaultValue("1m") Duration purgeInterval) {

    private static final String PREFIX = "gateway.store.";

    /** Throws an exception if a value is out of range. */
    public StoreProperties {
        SettingRules.notNegative(PREFIX + "keep-done", keepDone, "a deletion at the end");
        SettingRules.notNegative(PREFIX + "keep-deleted", keepDeleted, "a purge at once");
        SettingRules.positive(PREFIX + "purge-interval", purgeInterval, "1m");
    }
}
