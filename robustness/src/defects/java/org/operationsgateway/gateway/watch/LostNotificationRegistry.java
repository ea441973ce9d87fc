package org.operationsgateway.gateway.watch;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.OperationReader;
import org.operationsgateway.gateway.stream.OpenStreams;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The defect {@code deaf}: notifications of commits, signals and sweeps are dropped, so operation streams stall. */
@Component
@Primary
@ConditionalOnProperty(name = "defect", havingValue = "deaf")
final class LostNotificationRegistry extends TopicRegistry {

    LostNotificationRegistry(OperationReader reader, StreamMetrics metrics, OpenStreams streams, MemoryBudget memory) {
        super(reader, metrics, streams, memory);
    }

    @Override
    public void committed(Revision revision) {
        // Dropped.
    }

    @Override
    public void signalled(OperationName name, RevisionId id) {
        // Dropped.
    }

    @Override
    public void found(RevisionId id) {
        // Dropped.
    }

    @Override
    public void verifyAll() {
        // Dropped.
    }
}
