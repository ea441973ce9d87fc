package org.operationsgateway.gateway.memory;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the memory budget. Immutable.
 *
 * @param heapPercent the budget, as a percentage of the maximum heap, from 1 to 80
 * @param maxWait the time for which a request waits for memory before it is rejected
 */
@ConfigurationProperties("gateway.memory")
public record MemoryProperties(
        @DefaultValue("40") int heapPercent,
        @DefaultValue("5s") Duration maxWait) {

    private static final int MAX_PERCENT = 80;

    /** Throws an exception if a value is out of range. */
    public MemoryProperties {
        SettingRules.between("gateway.memory.heap-percent", heapPercent, 1, MAX_PERCENT, "");
        SettingRules.positive("gateway.memory.max-wait", maxWait, "5s");
    }
}
