package org.operationsgateway.gateway.collection.log;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.revision.LogEntry;
import org.operationsgateway.gateway.store.RowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A reader of log entries by key. Thread-safe. */
@Component
public class EntryReader {

    /** Entries in the order of their keys, up to a limit in bytes, at least one; null for a key that was purged. */
    private static final String ENTRIES = """
            select * from (
                select *, sum(bytes) over (order by ordinal) as total
                from (
                    select key.ordinal, entry.life, entry.revision, entry.change, entry.name, entry.done,
                        entry.metadata, entry.response, entry.error, entry.create_time, entry.cancel_requested,
                        entry.time, entry.trace_id, %3$s, before.name as before_name, before.done as before_done,
                        before.metadata as before_metadata, before.response as before_response,
                        before.error as before_error, before.create_time as before_create_time,
                        before.cancel_requested as before_cancel_requested, before.time as before_time,
                        %1$s + %2$s as bytes
                    from unnest($1, $2) with ordinality as key (life, revision, ordinal)
                    left join operation_event as entry using (life, revision)
                    left join operation_event as before
                        on $3 and before.life = key.life and before.revision = key.revision - 1
                ) as sized
            ) as totalled
            where total <= $4 or total = bytes
            order by ordinal
            """.formatted(
                    RowMapper.payloadBytes("entry."), RowMapper.payloadBytes("before."), RowMapper.expireTime("entry"));

    private final DatabaseClient database;

    EntryReader(DatabaseClient database) {
        this.database = database;
    }

    /** A row for one key. */
    private record Row(@Nullable LogEntry entry, long bytes) {}

    /**
     * Reads the entries of a chunk, in its order, except those that were purged. Fails with an {@code R2dbcException}
     * if the database does; emits on a thread of the database driver.
     *
     * @param withBefore whether to read the previous revision of each entry too
     * @param maxBytes the maximum size in memory; a single larger entry is read, too
     */
    public Mono<LogEntries> entries(LogChunk chunk, boolean withBefore, long maxBytes) {
        return database.sql(ENTRIES)
                .bind(0, chunk.incarnations())
                .bind(1, chunk.revisions())
                .bind(2, withBefore)
                .bind(3, maxBytes)
                .map(EntryReader::row)
                .all()
                .collectList()
                .map(EntryReader::entries);
    }

    private static Row row(Readable row) {
        LogEntry entry = row.get("life") == null ? null : RowMapper.entry(row);
        return new Row(entry, Objects.requireNonNull(row.get("bytes", Integer.class)));
    }

    private static LogEntries entries(List<Row> rows) {
        return new LogEntries(
                rows.stream().map(Row::entry).filter(Objects::nonNull).toList(),
                rows.size(),
                rows.stream().mapToLong(Row::bytes).sum());
    }
}
