package org.operationsgateway.gateway.memory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the memory budget.
 *
 * @param heapPercent the budget, as a percentage of the maximum heap
 * @param maxWait the time for which a request waits for memory before it is rejected
 */
@ConfigurationProperties("gateway.memory")
public record MemoryProperties(
        @DefaultValue("40") int heapPercent,
        @DefaultValue("5s") Duration maxWait) {}
