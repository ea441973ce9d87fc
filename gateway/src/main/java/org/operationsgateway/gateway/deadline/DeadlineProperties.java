package org.operationsgateway.gateway.deadline;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the deadline monitor. Immutable.
 *
 * @param cancelGrace the time that a producer has to act on a cancellation request, before the gateway ends the
 *     operation
 * @param interval the interval of checks, and so the maximum delay of an expiry
 */
@ConfigurationProperties("gateway.deadline")
public record DeadlineProperties(
        @DefaultValue("60s") Duration cancelGrace,
        @DefaultValue("1s") Duration interval) {

    /** Throws an exception if a value is out of range. */
    public DeadlineProperties {
        SettingRules.notNegative("gateway.deadline.cancel-grace", cancelGrace, "no grace");
        SettingRules.positive("gateway.deadline.interval", interval, "1s");
    }
}
