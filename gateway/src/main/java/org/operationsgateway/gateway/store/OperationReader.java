package org.operationsgateway.gateway.store;

import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.ResourceInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.Reservation;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionLog;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.batch.CachedStatement;
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

    /** The size from which an operation is read by a separate statement, once there is memory for it. */
    private static final int LARGE_BYTES = 16 * 1024;
    /** The memory of the entries that one statement returns; a single larger entry is returned, too. */
    private static final int MAX_QUERY_BYTES = 2 * 1024 * 1024;

    /** Operations by name; the payloads of large ones are left out. */
    private static final String CURRENT = """
            select %1$s, %2$s, bytes
            from (select %3$s, %4$s as bytes from operation where name = any($1)) as sized
            """.formatted(
                    RowMapper.SNAPSHOT_COLUMNS_WITHOUT_PAYLOADS,
                    RowMapper.payloadsIf("bytes < " + LARGE_BYTES),
                    RowMapper.SNAPSHOT_COLUMNS,
                    RowMapper.PAYLOAD_BYTES);

    private static final String CURRENT_LARGE =
            "select " + RowMapper.SNAPSHOT_COLUMNS + " from operation where name = any($1)";

    /**
     * Entries up to the limit of each range in number and bytes, at least one. Payloads beyond the limit of the
     * statement are left out.
     */
    private static final String LOG = """
            select ordinal, life, revision, change, done, time, create_time, cancel_requested, expire_time, trace_id,
                %4$s, fits
            from (
                select *, total <= %3$d or total = bytes as fits
                from (
                    select ordinal, entry.*, sum(bytes) over (order by ordinal, entry.revision) as total
                    from unnest($1, $2, $3) with ordinality as requested (life, after, count, ordinal)
                    cross join lateral (
                        select * from (
                            select *, sum(bytes) over (order by revision) - bytes as bytes_before
                            from (
                                select life, revision, change, done, metadata, response, error, time, create_time,
                                    cancel_requested, trace_id, %5$s, %1$s as bytes
                                from operation_event
                                where life = requested.life and revision > requested.after
                                order by revision
                                limit requested.count
                            ) as sized
                        ) as counted
                        where bytes_before + bytes <= %2$d or bytes_before = 0
                    ) as entry
                ) as totalled
            ) as checked
            order by ordinal, revision
            """.formatted(
                    RowMapper.PAYLOAD_BYTES,
                    MAX_RANGE_BYTES,
                    MAX_QUERY_BYTES,
                    RowMapper.payloadsIf("fits"),
                    RowMapper.expireTime("operation_event"));

    /**
     * A current state.
     *
     * @param bytes the size of its payloads, which are left out from {@link #LARGE_BYTES}
     */
    private record SizedOperation(StoredOperation operation, long bytes) {}

    /** The revisions of an operation that follow a revision, up to a limit. */
    private record LogRange(OperationName name, RevisionId after, int limit) {

        /** Weighs short ranges more: subscribers read few revisions at a time if these are large. */
        int weight() {
            return Math.max(1, 64 / Math.max(1, limit));
        }
    }

    /** An entry of a range; without a revision if it had no room in the result of the statement. */
    private record LogRow(LogRange range, @Nullable Revision revision) {}

    private final DatabaseClient database;
    private final MemoryBudget memory;
    private final CachedStatement currentStatement;
    private final CachedStatement largeStatement;
    private final QueryCoalescer<OperationName, SizedOperation> current =
            new QueryCoalescer<>(MAX_NAMES, MAX_QUERIES, name -> 1, this::readCurrent);
    private final QueryCoalescer<OperationName, StoredOperation> large =
            new QueryCoalescer<>(1, MAX_QUERIES, name -> 1, this::readLarge);
    private final QueryCoalescer<LogRange, List<Revision>> log =
            new QueryCoalescer<>(MAX_RANGES, MAX_QUERIES, LogRange::weight, this::readLog);

    OperationReader(DatabaseClient database, MemoryBudget memory) {
        this.database = database;
        this.memory = memory;
        this.currentStatement = new CachedStatement(database.getConnectionFactory(), CURRENT);
        this.largeStatement = new CachedStatement(database.getConnectionFactory(), CURRENT_LARGE);
    }

    /** Returns a reader that has other connections than the one for streams. */
    public static OperationReader on(DatabaseClient database, MemoryBudget memory) {
        return new OperationReader(database, memory);
    }

    /** Reads the current state. The memory of a large one is reserved until the subscriber has handled it. */
    @Override
    public Mono<StoredOperation> current(OperationName name) {
        return Mono.using(
                () -> memory.reservation(MemoryUse.PAGES),
                reservation -> read(name, reservation),
                Reservation::close,
                false);
    }

    /**
     * Reads the current state of an operation, after its memory has been reserved.
     *
     * @param reservation closed by the caller when it needs the state no longer
     */
    public Mono<StoredOperation> current(OperationName name, Reservation reservation) {
        return reservation.acquire(LARGE_BYTES).then(read(name, reservation));
    }

    private Mono<StoredOperation> read(OperationName name, Reservation reservation) {
        return current.get(name)
                .flatMap(read -> read.bytes() < LARGE_BYTES
                        ? Mono.just(read.operation())
                        : reservation
                                .acquire(read.bytes() * Reservation.BYTES_PER_PAYLOAD_BYTE)
                                .then(large.get(name)))
                .switchIfEmpty(Mono.error(() -> notFound(name)));
    }

    private Mono<Map<OperationName, SizedOperation>> readCurrent(List<OperationName> names) {
        return currentStatement
                .run(parameters(names), row -> new SizedOperation(RowMapper.snapshot(row), bytes(row)))
                .collectMap(read -> read.operation().operation().name());
    }

    private static long bytes(Readable row) {
        return Objects.requireNonNull(row.get("bytes", Integer.class));
    }

    private Mono<Map<OperationName, StoredOperation>> readLarge(List<OperationName> names) {
        return largeStatement
                .run(parameters(names), RowMapper::snapshot)
                .collectMap(operation -> operation.operation().name());
    }

    private static List<Parameter> parameters(List<OperationName> names) {
        String[] texts = names.stream().map(OperationName::toString).toArray(String[]::new);
        return List.of(Parameters.in(PostgresqlObjectId.TEXT_ARRAY, texts));
    }

    @Override
    public Mono<List<Revision>> after(OperationName name, RevisionId id, int limit) {
        // A statement that had no room for any entry of the range is followed by another.
        return log.get(new LogRange(name, id, limit))
                .flatMap(revisions -> revisions.isEmpty() ? after(name, id, limit) : Mono.just(revisions))
                .defaultIfEmpty(List.of());
    }

    /** Returns an empty list for a range with entries that exceeded the limit of the statement. */
    private Mono<Map<LogRange, List<Revision>>> readLog(List<LogRange> ranges) {
        return database.sql(LOG)
                .bind(0, longs(ranges, range -> range.after().incarnation()))
                .bind(1, longs(ranges, range -> range.after().number()))
                .bind(2, ranges.stream().map(LogRange::limit).toArray(Integer[]::new))
                .map(row -> entry(row, ranges))
                .all()
                .collect(HashMap::new, OperationReader::add);
    }

    private static void add(Map<LogRange, List<Revision>> revisions, LogRow row) {
        List<Revision> ofRange = revisions.computeIfAbsent(row.range(), range -> new ArrayList<>());
        if (row.revision() != null) {
            ofRange.add(row.revision());
        }
    }

    private static Long[] longs(List<LogRange> ranges, Function<LogRange, Long> value) {
        return ranges.stream().map(value).toArray(Long[]::new);
    }

    private static LogRow entry(Readable row, List<LogRange> ranges) {
        LogRange range = ranges.get(Objects.requireNonNull(row.get("ordinal", Integer.class)) - 1);
        boolean fits = Boolean.TRUE.equals(row.get("fits", Boolean.class));
        return new LogRow(range, fits ? RowMapper.revision(row, range.name()) : null);
    }

    static StatusException notFound(OperationName name) {
        String message = "There is no operation " + name + ".";
        return StatusException.of(
                Reason.OPERATION_NOT_FOUND, message, ResourceInfo.operation(name.toString(), message));
    }
}
