package org.operationsgateway.gateway.collection.log;

import org.operationsgateway.gateway.database.pool.QueryShares;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The defect {@code reset-loop}: while a transaction is older than the last purge, every cursor counts as too old. */
@Component
@Primary
@ConditionalOnProperty(name = "defect", havingValue = "reset-loop")
final class OldTransactionReader extends CollectionReader {

    OldTransactionReader(QueryShares queries) {
        super(queries);
    }

    @Override
    public Mono<DatabasePosition> position(long xid) {
        return super.position(xid).map(OldTransactionReader::withoutLogBeforeOldTransactions);
    }

    private static DatabasePosition withoutLogBeforeOldTransactions(DatabasePosition position) {
        PgSnapshot current = position.current();
        long purged = position.purgedXid() < current.xmin() ? position.purgedXid() : current.xmax();
        return new DatabasePosition(
                position.databaseId(), position.history(), current, position.durable(), purged, position.check());
    }
}
