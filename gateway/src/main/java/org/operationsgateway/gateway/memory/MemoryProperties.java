package org.operationsgateway.gateway.memory;

import java.time.Duration;
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

    /** Throws {@link IllegalArgumentException} if a value is out of range. */
    public MemoryProperties {
        if (heapPercent < 1 || heapPercent > MAX_PERCENT) {
            throw new IllegalArgumentException("gateway.memory.heap-percent must be from 1 to " + MAX_PERCENT + ".");
        }
        if (!maxWait.isPositive()) {
            throw new IllegalArgumentException("gateway.memory.max-wait must be positive.");
        }
    }
}
