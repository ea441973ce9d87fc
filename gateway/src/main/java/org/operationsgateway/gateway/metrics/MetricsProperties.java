package org.operationsgateway.gateway.metrics;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of meters. Immutable.
 *
 * @param interval the interval at which the database is checked, and the log and the running operations are measured
 */
@ConfigurationProperties("gateway.metrics")
public record MetricsProperties(@DefaultValue("15s") Duration interval) {

    /** Throws an exception if the value is out of range. */
    public MetricsProperties {
        SettingRules.positive("gateway.metrics.interval", interval, "15s");
    }
}
