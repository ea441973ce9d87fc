package org.operationsgateway.gateway.database;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of database access. Immutable.
 *
 * @param timeout the limit of one statement, after which its connection is closed
 * @param queryTimeout the limit of a list, and of a statement of a collection stream, after which the statement is
 *     cancelled
 */
@ConfigurationProperties("gateway.database")
public record DatabaseProperties(
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration queryTimeout) {

    private static final String PREFIX = "gateway.database.";

    /** Throws an exception if a value is out of range. */
    public DatabaseProperties {
        SettingRules.positive(PREFIX + "timeout", timeout, "10s");
        SettingRules.positive(PREFIX + "query-timeout", queryTimeout, "5s");
        SettingRules.notLonger(PREFIX + "query-timeout", queryTimeout, PREFIX + "timeout", timeout);
    }
}
