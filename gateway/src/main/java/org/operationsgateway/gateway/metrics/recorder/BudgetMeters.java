package org.operationsgateway.gateway.metrics.recorder;

import java.util.Locale;
import org.operationsgateway.gateway.http.connection.ConnectionLimiter;
import org.operationsgateway.gateway.http.connection.RejectedConnections;
import org.operationsgateway.gateway.http.connection.RejectionReason;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.springframework.stereotype.Component;

/** The meters of the memory budget and of the limits on connections. Thread-safe. */
@Component
class BudgetMeters {

    BudgetMeters(Meters meters, MemoryBudget budget, ConnectionLimiter connections, RejectedConnections rejected) {
        for (MemoryUse use : MemoryUse.values()) {
            PermitQueue share = budget.share(use);
            String name = use.name().toLowerCase(Locale.ROOT);
            meters.gauge(GatewayMeter.MEMORY_USED, name, share::acquired);
            meters.gauge(GatewayMeter.MEMORY_LIMIT, name, share::limit);
        }
        meters.gauge(GatewayMeter.CONNECTIONS_OPEN, connections::open);
        for (RejectionReason reason : RejectionReason.values()) {
            meters.counter(GatewayMeter.CONNECTIONS_REJECTED, reason.tag(), rejected, counts -> counts.sum(reason));
        }
    }
}
