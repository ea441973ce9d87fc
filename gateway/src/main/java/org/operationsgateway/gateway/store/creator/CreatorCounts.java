package org.operationsgateway.gateway.store.creator;

import java.util.Objects;
import java.util.UUID;
import org.operationsgateway.gateway.database.pool.QueryShares;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The numbers of stored operations by their creators. Thread-safe. */
@Component
public class CreatorCounts {

    /** Reads an index only. */
    public static final String COUNT =
            "select count(*) from (select from operation where creator = $1 limit $2) as stored";

    private final QueryShares queries;

    CreatorCounts(QueryShares queries) {
        this.queries = queries;
    }

    /**
     * Counts the stored operations that a caller has created. Emits the number, on a thread of the database driver;
     * fails with RESOURCE_EXHAUSTED or DEADLINE_EXCEEDED if the database has no time for it, and with an
     * {@code R2dbcException} if the database fails.
     *
     * @param creator a hash of the caller
     * @param max the number at which counting ends
     */
    public Mono<Long> count(UUID creator, long max) {
        return queries.limit(queries.pages()
                .sql(COUNT)
                .bind(0, creator)
                .bind(1, max)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one());
    }
}
