package org.operationsgateway.gateway.watch;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.OperationReader;
import org.operationsgateway.gateway.stream.OpenStreams;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The defect {@code unread-signal}: a signalled revision is published with the last known state, without a read. */
@Component
@Primary
@ConditionalOnProperty(name = "defect", havingValue = "unread-signal")
final class UnreadSignalRegistry extends TopicRegistry {

    private final Map<OperationName, Operation> known = new ConcurrentHashMap<>();

    UnreadSignalRegistry(OperationReader reader, StreamMetrics metrics, OpenStreams streams, MemoryBudget memory) {
        super(reader, metrics, streams, memory);
    }

    @Override
    public void committed(Revision revision) {
        if (revision instanceof Revision.Changed changed) {
            known.put(changed.name(), changed.operation());
        }
        super.committed(revision);
    }

    @Override
    public void signalled(OperationName name, RevisionId id) {
        Operation last = known.getOrDefault(name, new Operation(name, null, State.RUNNING));
        Revision.Details details = new Revision.Details(Instant.now(), false, null, null);
        super.committed(new Revision.Changed(id, Instant.now(), last, details));
    }
}
