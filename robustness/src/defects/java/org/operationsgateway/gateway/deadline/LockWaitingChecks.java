package org.operationsgateway.gateway.deadline;

import org.operationsgateway.gateway.revision.CommitListeners;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The defect {@code lock-wait}: the check for expired leases waits for locks of other sessions. */
@Component
@Primary
@ConditionalOnProperty(name = "defect", havingValue = "lock-wait")
final class LockWaitingChecks extends LeaseChecks {

    private static final String WAIT =
            "select life from operation where not done and (lease is not null or cancel_requested) for update";

    private final DatabaseClient database;

    LockWaitingChecks(DeadlineConnections connections, CommitListeners listeners) {
        super(connections, listeners);
        this.database = connections.client();
    }

    @Override
    Mono<Long> endExpired() {
        return database.sql(WAIT).fetch().all().then(Mono.defer(super::endExpired));
    }
}
