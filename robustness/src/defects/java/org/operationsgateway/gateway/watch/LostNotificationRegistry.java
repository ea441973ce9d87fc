package org.operationsgateway.gateway.watch;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.OperationReader;
import org.operationsgateway.gateway.stream.OpenStreams;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The defect {@code deaf}: nothing that anybody says about an operation is heard, so its streams get stuck. */
@Component
@Primary
@ConditionalOnProperty(name = "defect", havingValue = "deaf")
final class LostNotificationRegistry extends TopicRegistry {

    LostNotificationRegistry(OperationReader reader, StreamMetrics metrics, OpenStreams streams) {
        super(reader, metrics, streams);
    }

    @Override
    public void committed(Revision revision) {
        // Not heard.
    }

    @Override
    public void signalled(OperationName name, RevisionId id) {
        // Not heard.
    }

    @Override
    public void found(RevisionId id) {
        // Not heard.
    }

    @Override
    public void verifyAll() {
        // Not heard.
    }
}
