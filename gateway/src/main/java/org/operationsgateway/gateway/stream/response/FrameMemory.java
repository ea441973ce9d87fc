package org.operationsgateway.gateway.stream.response;

import java.time.Duration;
import org.operationsgateway.gateway.http.ConnectionProperties;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.springframework.stereotype.Component;

/** The direct memory for the frames of all event loops, and the time for which they may stay unread. Thread-safe. */
@Component
final class FrameMemory {

    private final PermitQueue share;
    private final Duration peerTimeout;

    FrameMemory(MemoryBudget budget, ConnectionProperties properties) {
        this.share = budget.share(MemoryUse.FRAMES);
        this.peerTimeout = properties.peerTimeout();
    }

    PermitQueue share() {
        return share;
    }

    Duration peerTimeout() {
        return peerTimeout;
    }
}
