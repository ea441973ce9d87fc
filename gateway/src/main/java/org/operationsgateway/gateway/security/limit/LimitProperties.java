package org.operationsgateway.gateway.security.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

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
        @DefaultValue("20000") int requestsPerSecond,
        @DefaultValue("10000") int changesPerSecond,
        @DefaultValue("20000") int streams,
        @DefaultValue("10000000") int operations,
        @DefaultValue("20") int refusalsPerSecond) {

    public LimitProperties {
        requireNotNegative("requests-per-second", requestsPerSecond);
        requireNotNegative("changes-per-second", changesPerSecond);
        requireNotNegative("streams", streams);
        requireNotNegative("operations", operations);
        requireNotNegative("refusals-per-second", refusalsPerSecond);
    }

    private static void requireNotNegative(String setting, int value) {
        Assert.isTrue(
                value >= 0,
                "gateway.security.limits." + setting + " is " + value + ": set it to 0 for no limit, or to more.");
    }
}
