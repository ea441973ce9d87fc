package org.operationsgateway.gateway.store;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.Parent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lists operations in pages, newest first.
 *
 * <p>A page begins where the one before it ended, at a life and not at a count: whatever is created or deleted
 * meanwhile, nothing is listed twice and nothing that stays is left out.
 *
 * @see <a href="https://google.aip.dev/158">AIP-158</a>
 */
@Component
public class OperationPages {

    private static final String SERVICE_PAGE =
            "select " + Rows.SNAPSHOT_COLUMNS + " from operation where life < $1 order by life desc limit $2";

    private static final String PARENT_PAGE = "select " + Rows.SNAPSHOT_COLUMNS
            + " from operation where life < $1 and parent = $3 order by life desc limit $2";

    private final DatabaseClient database;
    private final Mono<PageTokens> tokens;

    OperationPages(DatabaseClient database) {
        this.database = database;
        this.tokens = database.sql("select page_token_key from gateway")
                .map(row -> new PageTokens(Objects.requireNonNull(row.get(0, byte[].class))))
                .one()
                .cacheInvalidateIf(any -> false);
    }

    /**
     * One page of a parent's operations; of every parent's, if it is the service itself.
     *
     * @param size how many at most, at least 1
     * @param pageToken where to begin; null for the start
     */
    public Mono<Page> page(Parent parent, int size, @Nullable String pageToken) {
        return tokens.flatMap(sealer -> {
            long before = pageToken == null ? Long.MAX_VALUE : sealer.open(parent.path(), pageToken);
            return rows(parent, size + 1, before).map(rows -> page(parent, size, rows, sealer));
        });
    }

    /** Reads one row more than the page holds, to see whether there is another page. */
    private Mono<List<Snapshot>> rows(Parent parent, int limit, long before) {
        boolean service = parent.equals(Parent.SERVICE);
        var query = database.sql(service ? SERVICE_PAGE : PARENT_PAGE)
                .bind(0, before)
                .bind(1, limit);
        return (service ? query : query.bind(2, parent.path()))
                .map(Rows::snapshot)
                .all()
                .collectList();
    }

    private static Page page(Parent parent, int size, List<Snapshot> rows, PageTokens sealer) {
        List<Snapshot> shown = rows.subList(0, Math.min(size, rows.size()));
        String next = rows.size() > size
                ? sealer.seal(parent.path(), shown.getLast().id().life())
                : null;
        return new Page(shown.stream().map(Snapshot::operation).toList(), next);
    }
}
