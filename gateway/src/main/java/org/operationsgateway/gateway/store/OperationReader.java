package org.operationsgateway.gateway.store;

import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.ResourceInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionLog;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The reading side of the store: operations and their log. Concurrent reads are coalesced.
 *
 * <p>Every publisher is cold, emits on a thread of the database driver, and fails with an {@code R2dbcException} if the
 * database fails. Thread-safe.
 */
@Component
public class OperationReader implements RevisionLog {

    private static final int MAX_NAMES = 500;
    /**
     * In {@linkplain LogRange#weight() weights}; lower than {@link #MAX_NAMES}, because a range may have many entries.
     */
    private static final int MAX_RANGES = 100;

    private static final int MAX_RANGE_BYTES = 256 * 1024;
    private static final int MAX_QUERIES = 2;

    private static final String CURRENT =
            "select " + RowMapper.SNAPSHOT_COLUMNS + " from operation where name = any($1)";

    /** Entries up to the limit of each range in number and bytes, at least one. */
    private static final String LOG = """
            select ordinal, entry.*
            from unnest($1, $2, $3) with ordinality as requested (life, after, count, ordinal)
            cross join lateral (
                select * from (
                    select life, revision, change, done, metadata, response, error, time,
                        sum(%1$s) over (order by revision) - %1$s as bytes_before
                    from operation_event
                    where life = requested.life and revision > requested.after
                    order by revision
                    limit requested.count
                ) as counted
                where bytes_before < %2$d
            ) as entry
            order by ordinal, entry.revision
            """.formatted(RowMapper.BYTES, MAX_RANGE_BYTES);

    /** The revisions of an operation that follow a revision, up to a limit. */
    private record LogRange(OperationName name, RevisionId after, int limit) {

        /** Weighs short ranges more: subscribers read few revisions at a time if these are large. */
        int weight() {
            return Math.max(1, 64 / Math.max(1, limit));
        }
    }

    private final DatabaseClient database;
    private final CachedStatement currentStatement;
    private final QueryCoalescer<OperationName, StoredOperation> current =
            new QueryCoalescer<>(MAX_NAMES, MAX_QUERIES, name -> 1, this::readCurrent);
    private final QueryCoalescer<LogRange, List<Revision>> log =
            new QueryCoalescer<>(MAX_RANGES, MAX_QUERIES, LogRange::weight, this::readLog);

    OperationReader(DatabaseClient database) {
        this.database = database;
        this.currentStatement = new CachedStatement(database.getConnectionFactory(), CURRENT);
    }

    @Override
    public Mono<StoredOperation> current(OperationName name) {
        return current.get(name).switchIfEmpty(Mono.error(() -> notFound(name)));
    }

    private Mono<Map<OperationName, StoredOperation>> readCurrent(List<OperationName> names) {
        String[] texts = names.stream().map(OperationName::toString).toArray(String[]::new);
        return currentStatement
                .run(List.of(Parameters.in(PostgresqlObjectId.TEXT_ARRAY, texts)), RowMapper::snapshot)
                .collectMap(operation -> operation.operation().name());
    }

    @Override
    public Mono<List<Revision>> after(OperationName name, RevisionId id, int limit) {
        return log.get(new LogRange(name, id, limit)).defaultIfEmpty(List.of());
    }

    private Mono<Map<LogRange, List<Revision>>> readLog(List<LogRange> ranges) {
        return database.sql(LOG)
                .bind(0, longs(ranges, range -> range.after().incarnation()))
                .bind(1, longs(ranges, range -> range.after().number()))
                .bind(2, ranges.stream().map(LogRange::limit).toArray(Integer[]::new))
                .map(row -> entry(row, ranges))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Long[] longs(List<LogRange> ranges, Function<LogRange, Long> value) {
        return ranges.stream().map(value).toArray(Long[]::new);
    }

    private static Map.Entry<LogRange, Revision> entry(Readable row, List<LogRange> ranges) {
        LogRange range = ranges.get(Objects.requireNonNull(row.get("ordinal", Integer.class)) - 1);
        return Map.entry(range, RowMapper.revision(row, range.name()));
    }

    static StatusException notFound(OperationName name) {
        String message = "There is no operation " + name + ".";
        return StatusException.of(
                Reason.OPERATION_NOT_FOUND, message, ResourceInfo.operation(name.toString(), message));
    }
}
