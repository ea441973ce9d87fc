package org.operationsgateway.gateway.store.page;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.database.QueryShares;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.RowMapper;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.store.filter.SqlCondition;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Pages of the operations in a scope, newest first. Thread-safe.
 *
 * <p>A page starts after the last incarnation of the previous page, not at a row number. So paging is stable under
 * concurrent changes: no operation is listed twice, and none that exists throughout is omitted.
 *
 * @see <a href="https://google.aip.dev/158">AIP-158</a>
 */
@Component
public class OperationPages {

    private static final int MAX_PAGE_BYTES = 8 * 1024 * 1024;

    /**
     * Rows up to the limit in number and bytes, at least one; {@code candidates} counts the rows without the byte
     * limit.
     */
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
            """.formatted(RowMapper.SNAPSHOT_COLUMNS, RowMapper.BYTES, MAX_PAGE_BYTES);

    private record Row(StoredOperation operation, long candidates) {}

    private final QueryShares queries;
    private final PageTokenKey tokenKey;

    OperationPages(QueryShares queries, PageTokenKey tokenKey) {
        this.queries = queries;
        this.tokenKey = tokenKey;
    }

    /**
     * Reads one page. Fails with INVALID_ARGUMENT for a token of another scope, with DEADLINE_EXCEEDED if the query
     * takes too long, and with RESOURCE_EXHAUSTED if too many queries are pending. Cancelling the subscription cancels
     * the query in the database.
     *
     * @param size the maximum number of operations, at least 1
     * @param pageToken the token of the previous page; null for the first page
     */
    public Mono<Page<StoredOperation>> page(Scope scope, int size, @Nullable String pageToken) {
        return tokenKey.tokens().flatMap(tokens -> {
            long before = pageToken == null ? Long.MAX_VALUE : tokens.verify(scope.text(), pageToken);
            // One row more than the page holds shows that there is a next page.
            return rows(scope, size + 1, before).map(rows -> page(scope, size, rows, tokens));
        });
    }

    private Mono<List<Row>> rows(Scope scope, int limit, long before) {
        SqlCondition condition = scope.onOperation(3);
        DatabaseClient database = scope.isIndexed() ? queries.pages() : queries.filtered();
        Mono<List<Row>> rows = condition
                .bind(database.sql(sql(condition)).bind(0, before).bind(1, limit))
                .map(row -> new Row(RowMapper.snapshot(row), Objects.requireNonNull(row.get("candidates", Long.class))))
                .all()
                .collectList();
        return queries.limit(rows);
    }

    /**
     * Returns the statement: parameter 1 is the exclusive upper bound of the incarnations, parameter 2 the row limit.
     */
    static String sql(SqlCondition condition) {
        return PAGE.formatted(condition.sql());
    }

    private static Page<StoredOperation> page(Scope scope, int size, List<Row> rows, PageTokens tokens) {
        List<StoredOperation> items =
                rows.stream().limit(size).map(Row::operation).toList();
        boolean more = !rows.isEmpty() && rows.getFirst().candidates() > items.size();
        return new Page<>(
                items, more ? tokens.sign(scope.text(), items.getLast().id().incarnation()) : null);
    }
}
