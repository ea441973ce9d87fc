package org.operationsgateway.gateway.security.limit;

import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the limits of each caller, on each replica unless otherwise stated; 0 for no limit. Immutable.
 *
 * @param requestsPerSecond the requests of a caller, streams included
 * @param changesPerSecond the changes of a caller
 * @param streams the open streams of a caller
 * @param operations the stored operations that a caller has created, on all replicas
 * @param refusalsPerSecond the requests of an address without a valid credential
 */
@ConfigurationProperties("gateway.security.limits")
public record LimitProperties(
        @DefaultValue("200000") int requestsPerSecond,
        @DefaultValue("100000") int changesPerSecond,
        @DefaultValue("20000") int streams,
        @DefaultValue("10000000") int operations,
        @DefaultValue("20") int refusalsPerSecond) {

    private static final String PREFIX = "gateway.security.limits.";
    private static final String NO_LIMIT = "no limit";

    /** Throws an exception if a value is out of range. */
    public LimitProperties {
        SettingRules.notNegative(PREFIX + "requests-per-second", requestsPerSecond, NO_LIMIT);
        SettingRules.notNegative(PREFIX + "changes-per-second", changesPerSecond, NO_LIMIT);
        SettingRules.notNegative(PREFIX + "streams", streams, NO_LIMIT);
        SettingRules.notNegative(PREFIX + "operations", operations, NO_LIMIT);
        SettingRules.notNegative(PREFIX + "refusals-per-second", refusalsPerSecond, NO_LIMIT);
    }
}
