package org.operationsgateway.gateway.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The defect {@code skip-refill}: a read of the log omits an entry. */
@Component
@Primary
@ConditionalOnProperty(name = "defect", havingValue = "skip-refill")
final class EntrySkippingReader extends OperationReader {

    EntrySkippingReader(DatabaseClient database, MemoryBudget memory) {
        super(database, memory);
    }

    @Override
    public Mono<List<Revision>> after(OperationName name, RevisionId id, int limit) {
        return super.after(name, id, limit).map(EntrySkippingReader::withoutOne);
    }

    private static List<Revision> withoutOne(List<Revision> revisions) {
        if (revisions.size() < 3) {
            return revisions;
        }
        List<Revision> remaining = new ArrayList<>(revisions);
        remaining.remove(ThreadLocalRandom.current().nextInt(1, revisions.size() - 1));
        return remaining;
    }
}
