package org.operationsgateway.gateway.store;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The defect {@code written-twice}: some updates are written twice, as by a retry that is not idempotent. */
@Component
@Primary
@ConditionalOnProperty(name = "defect", havingValue = "written-twice")
final class DuplicateUpdateWriter extends OperationWriter {

    DuplicateUpdateWriter(
            DatabaseClient database,
            OperationReader reader,
            CommitListeners listeners,
            R2dbcProperties properties,
            Meters meters) {
        super(database, reader, listeners, properties, meters);
    }

    @Override
    public Mono<StoredOperation> update(OperationName name, Any metadata, @Nullable RevisionTag expected) {
        Mono<StoredOperation> update = super.update(name, metadata, expected);
        return ThreadLocalRandom.current().nextInt(50) > 0
                ? update
                : update.flatMap(first -> super.update(name, metadata, expected));
    }
}
