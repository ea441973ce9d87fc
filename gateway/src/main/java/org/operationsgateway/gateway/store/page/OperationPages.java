package org.operationsgateway.gateway.store.page;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.database.pool.QueryShares;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.memory.Reservation;
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
 * concurrent changes: no operation is listed twice, and none that exists throughout is omitted. Each page contains all
 * changes that were acknowledged before, also if it is read from a replica.
 *
 * @see <a href="https://google.aip.dev/158">AIP-158</a>
 */
@Component
public class OperationPages {

    private static final long MAX_PAGE_BYTES = 8 * 1024 * 1024;
    /** The size of a page while the memory is in use; larger rows wait for memory. */
    private static final long MIN_PAGE_BYTES = PermitQueue.MAX_SMALL / Reservation.BYTES_PER_PAYLOAD_BYTE;
    /** The maximum part of the memory for responses that one page reserves. */
    private static final int MEMORY_FRACTION = 4;

    /**
     * Rows up to the limit in number and bytes, at least one; {@code candidates} counts the rows without the byte
     * limit, and the last of them is not returned. If the first row exceeds the byte limit, its payloads are left out.
     */
    private static final String PAGE = """
            select %1$s, %2$s, candidates, bytes
            from (
                select *, count(*) over () as candidates, row_number() over (order by life desc) as number,
                    sum(bytes) over (order by life desc) - bytes as bytes_before
                from (
                    select %3$s, %4$s as bytes from operation
                    where life < $1 and %%s
                    order by life desc
                    limit $2
                ) as rows
            ) as counted
            where number < $2 and (bytes_before + bytes <= $3 or bytes_before = 0)
            order by life desc
            """.formatted(
                    RowMapper.SNAPSHOT_COLUMNS_WITHOUT_PAYLOADS,
                    RowMapper.payloadsIf("bytes <= $3"),
                    RowMapper.SNAPSHOT_COLUMNS,
                    RowMapper.PAYLOAD_BYTES);

    private record Row(StoredOperation operation, long candidates, long bytes) {}

    private final QueryShares queries;
    private final SharedKey tokenKey;

    OperationPages(QueryShares queries, SharedKey tokenKey) {
        this.queries = queries;
        this.tokenKey = tokenKey;
    }

    /**
     * Reads one page, after memory for it has been reserved: a page is shorter while there is little memory. Fails with
     * INVALID_ARGUMENT for a token of another scope, with DEADLINE_EXCEEDED if the query exceeds its limit, and with
     * RESOURCE_EXHAUSTED if too many queries are pending or there is no memory. Cancelling the subscription cancels the
     * query in the database.
     *
     * @param size the maximum number of operations, at least 1
     * @param pageToken the token of the previous page; null for the first page
     * @param reservation closed by the caller when it needs the page no longer
     */
    public Mono<Page<StoredOperation>> page(
            Scope scope, int size, @Nullable String pageToken, Reservation reservation) {
        return tokenKey.tokens().flatMap(tokens -> {
            long before = pageToken == null ? Long.MAX_VALUE : tokens.verify(scope.text(), pageToken);
            // One row more than the page holds shows that there is a next page.
            return reserve(reservation)
                    .flatMap(bytes -> queries.withFallback(rows(scope, size + 1, before, bytes, reservation)))
                    .map(rows -> page(scope, size, rows, tokens));
        });
    }

    /** Returns the number of bytes that the page may have. */
    private static Mono<Long> reserve(Reservation reservation) {
        long large = Math.clamp(
                reservation.limit() / MEMORY_FRACTION / Reservation.BYTES_PER_PAYLOAD_BYTE,
                MIN_PAGE_BYTES,
                MAX_PAGE_BYTES);
        return reservation.tryAcquire(large * Reservation.BYTES_PER_PAYLOAD_BYTE)
                ? Mono.just(large)
                : reservation
                        .acquire(MIN_PAGE_BYTES * Reservation.BYTES_PER_PAYLOAD_BYTE)
                        .thenReturn(MIN_PAGE_BYTES);
    }

    private Mono<List<Row>> rows(Scope scope, int limit, long before, long bytes, Reservation reservation) {
        return rows(scope, limit, before, bytes).flatMap(rows -> {
            long first = rows.isEmpty() ? 0 : rows.getFirst().bytes();
            if (first > bytes) {
                reservation.resize(0);
                return reservation
                        .acquire(first * Reservation.BYTES_PER_PAYLOAD_BYTE)
                        .then(Mono.defer(() -> rows(scope, limit, before, first, reservation)));
            }
            reservation.resize(rows.stream().mapToLong(Row::bytes).sum() * Reservation.BYTES_PER_PAYLOAD_BYTE);
            return Mono.just(rows);
        });
    }

    private Mono<List<Row>> rows(Scope scope, int limit, long before, long bytes) {
        SqlCondition condition = scope.onOperation(4);
        DatabaseClient database = scope.isIndexed() ? queries.pages() : queries.filtered();
        Mono<List<Row>> rows = condition
                .bind(database.sql(sql(condition))
                        .bind(0, before)
                        .bind(1, limit)
                        .bind(2, bytes))
                .map(OperationPages::row)
                .all()
                .collectList();
        return queries.limit(rows);
    }

    private static Row row(Readable row) {
        return new Row(
                RowMapper.snapshot(row),
                Objects.requireNonNull(row.get("candidates", Long.class)),
                Objects.requireNonNull(row.get("bytes", Integer.class)));
    }

    /**
     * Returns the statement: parameter 1 is the exclusive upper bound of the incarnations, parameter 2 the row limit,
     * parameter 3 the byte limit.
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
