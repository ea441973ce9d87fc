package org.operationsgateway.gateway.store;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.store.filter.SqlCondition;
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

    /** As many rows as are asked for, unless they are large: then at least one. And how many there would have been. */
    private static final String PAGE = """
            select * from (
                select *, count(*) over () as candidates, sum(bytes) over (order by life desc) - bytes as bytes_before
                from (
                    select %1$s, %2$s as bytes from operation
                    where life < $1 and %%s
                    order by life desc
                    limit $2
                ) as rows
            ) as counted
            where bytes_before < %3$d
            order by life desc
            """.formatted(RowMapper.SNAPSHOT_COLUMNS, RowMapper.BYTES, 8 * 1024 * 1024);

    private record Row(StoredOperation snapshot, long candidates) {}

    private final DatabaseClient database;
    private final PageTokenKey sealer;

    OperationPages(DatabaseClient database, PageTokenKey sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /**
     * One page of a scope's operations; fails with INVALID_ARGUMENT for a token of another.
     *
     * @param size how many at most, at least 1
     * @param pageToken where to begin; null for the start
     */
    public Mono<OperationPage> page(Scope scope, int size, @Nullable String pageToken) {
        return sealer.tokens().flatMap(tokens -> {
            long before = pageToken == null ? Long.MAX_VALUE : tokens.open(scope.text(), pageToken);
            return rows(scope, size + 1, before).map(rows -> page(scope, size, rows, tokens));
        });
    }

    /** Asks for one row more than the page holds, to see whether there is another page. */
    private Mono<List<Row>> rows(Scope scope, int limit, long before) {
        SqlCondition condition = scope.onOperation(3);
        return condition
                .bind(database.sql(sql(condition)).bind(0, before).bind(1, limit))
                .map(row -> new Row(RowMapper.snapshot(row), Objects.requireNonNull(row.get("candidates", Long.class))))
                .all()
                .collectList();
    }

    /** The statement, with two placeholders before those of the condition: the life to begin before, and the limit. */
    static String sql(SqlCondition condition) {
        return PAGE.formatted(condition.sql());
    }

    private static OperationPage page(Scope scope, int size, List<Row> rows, PageTokens tokens) {
        List<StoredOperation> shown =
                rows.stream().limit(size).map(Row::snapshot).toList();
        boolean more = !rows.isEmpty() && rows.getFirst().candidates() > shown.size();
        return new OperationPage(
                shown, more ? tokens.seal(scope.text(), shown.getLast().id().incarnation()) : null);
    }
}
