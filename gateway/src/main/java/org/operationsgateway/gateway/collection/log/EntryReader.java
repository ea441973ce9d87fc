package org.operationsgateway.gateway.collection.log;

import io.r2dbc.spi.Readable;
import java.util.List;
import org.operationsgateway.gateway.revision.LogEntry;
import org.operationsgateway.gateway.store.RowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A reader of log entries by key. Thread-safe. */
@Component
public class EntryReader {

    private static final String ENTRIES = """
            select entry.life, entry.revision, entry.change, entry.name, entry.done, entry.metadata, entry.response,
                entry.error, entry.create_time, entry.cancel_requested, entry.time, before.name as before_name,
                before.done as before_done, before.metadata as before_metadata, before.response as before_response,
                before.error as before_error, before.create_time as before_create_time,
                before.cancel_requested as before_cancel_requested, before.time as before_time
            from unnest($1, $2) with ordinality as key (life, revision, ordinal)
            join operation_event as entry using (life, revision)
            left join operation_event as before
                on $3 and before.life = key.life and before.revision = key.revision - 1
            order by ordinal
            """;

    private final DatabaseClient database;

    EntryReader(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Reads the entries of a chunk, in its order, except those that were purged. Fails with an {@code R2dbcException}
     * if the database does; emits on a thread of the database driver.
     *
     * @param withBefore whether to read the previous revision of each entry too
     */
    public Mono<List<LogEntry>> entries(LogChunk chunk, boolean withBefore) {
        return database.sql(ENTRIES)
                .bind(0, chunk.incarnations())
                .bind(1, chunk.revisions())
                .bind(2, withBefore)
                .map((Readable row) -> RowMapper.entry(row))
                .all()
                .collectList();
    }
}
