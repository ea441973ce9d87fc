package org.operationsgateway.gateway.security.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The settings of the limits of each caller on a replica; 0 for no limit. Immutable.
 *
 * @param requestsPerSecond the requests of a caller, streams included
 * @param changesPerSecond the changes of a caller
 * @param streams the open streams of a caller
 * @param refusalsPerSecond the requests of an address without a valid credential
 */
@ConfigurationProperties("gateway.security.limits")
public record LimitProperties(
        @DefaultValue("20000") int requestsPerSecond,
        @DefaultValue("10000") int changesPerSecond,
        @DefaultValue("20000") int streams,
        @DefaultValue("20") int refusalsPerSecond) {

    public LimitProperties {
        requireNotNegative("requests-per-second", requestsPerSecond);
        requireNotNegative("changes-per-second", changesPerSecond);
        requireNotNegative("streams", streams);
        requireNotNegative("refusals-per-second", refusalsPerSecond);
    }

    private static void requireNotNegative(String setting, int value) {
        Assert.isTrue(
                value >= 0,
                "gateway.security.limits." + setting + " is " + value + ": set it to 0 for no limit, or to more.");
    }
}
