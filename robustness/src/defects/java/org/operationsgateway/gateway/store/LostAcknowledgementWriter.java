package org.operationsgateway.gateway.store;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The defect {@code lost-acknowledgement}: some updates are acknowledged and not written. */
@Component
@Primary
@ConditionalOnProperty(name = "defect", havingValue = "lost-acknowledgement")
final class LostAcknowledgementWriter extends OperationWriter {

    LostAcknowledgementWriter(
            DatabaseClient database,
            OperationReader reader,
            CommitListeners listeners,
            R2dbcProperties properties,
            Meters meters) {
        super(database, reader, listeners, properties, meters);
    }

    @Override
    public Mono<StoredOperation> update(OperationName name, Any metadata, @Nullable RevisionTag expected) {
        if (ThreadLocalRandom.current().nextInt(50) > 0) {
            return super.update(name, metadata, expected);
        }
        Operation unwritten = new Operation(name, metadata, State.RUNNING);
        return Mono.just(new StoredOperation(
                new RevisionId(1, 1),
                Instant.now(),
                Instant.now(),
                Cancellation.IMMEDIATE,
                false,
                null,
                null,
                null,
                unwritten));
    }
}
