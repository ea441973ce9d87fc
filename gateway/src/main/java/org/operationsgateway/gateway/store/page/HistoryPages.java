package org.operationsgateway.gateway.store.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.database.pool.QueryShares;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.OperationReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Pages of the history of an operation: the revisions of its current incarnation, oldest first. Thread-safe. */
@Component
public class HistoryPages {

    private final OperationReader reader;
    private final QueryShares queries;
    private final SharedKey tokenKey;

    HistoryPages(QueryShares queries, MemoryBudget memory, SharedKey tokenKey) {
        this.reader = OperationReader.on(queries.histories(), memory);
        this.queries = queries;
        this.tokenKey = tokenKey;
    }

    /**
     * Reads one page. Fails with NOT_FOUND, or with INVALID_ARGUMENT for a token of another history.
     *
     * @param size the maximum number of revisions, at least 1
     * @param pageToken the token of the previous page; null for the first page
     */
    public Mono<Page<Revision>> page(OperationName name, int size, @Nullable String pageToken) {
        return queries.withFallback(read(name, size, pageToken));
    }

    private Mono<Page<Revision>> read(OperationName name, int size, @Nullable String pageToken) {
        Mono<RevisionId> current = reader.current(name).map(StoredOperation::id);
        return Mono.zip(current, tokenKey.tokens()).flatMap(both -> {
            RevisionId latest = both.getT1();
            PageTokens tokens = both.getT2();
            String list = "history " + latest.incarnation();
            long after = pageToken == null ? 0 : tokens.verify(list, pageToken);
            return reader.after(name, new RevisionId(latest.incarnation(), after), size)
                    .map(revisions -> page(revisions, latest, list, tokens));
        });
    }

    private static Page<Revision> page(List<Revision> revisions, RevisionId latest, String list, PageTokens tokens) {
        boolean more = !revisions.isEmpty() && revisions.getLast().id().number() < latest.number();
        return new Page<>(
                revisions, more ? tokens.sign(list, revisions.getLast().id().number()) : null);
    }
}
