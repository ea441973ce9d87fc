package org.operationsgateway.gateway.collection.log;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.RowMapper;

/**
 * A page of keys of log entries, in chunks. Keys need little memory; the entries are read later, one chunk at a time.
 * Immutable.
 *
 * @param chunks the keys, in the order of the query
 * @param last the sort key of the last entry; of the previous page if this page is empty
 * @param hasMore whether another page may follow
 */
public record LogKeys(List<LogChunk> chunks, SortKey last, boolean hasMore) {

    static final int MAX_KEYS = 10_000;

    /** The sort key of an entry, after which the next page begins. */
    public record SortKey(Instant time, RevisionId id) {

        /** The sort key before all others. */
        public static final SortKey START = new SortKey(Instant.EPOCH, new RevisionId(0, 0));
    }

    /**
     * A row of a query for keys.
     *
     * @param bytes the stored size of the entry
     */
    record Row(SortKey key, int bytes) {
        static Row of(Readable row) {
            Instant time = Objects.requireNonNull(row.get("time", Instant.class));
            return new Row(
                    new SortKey(time, RowMapper.id(row)), Objects.requireNonNull(row.get("bytes", Integer.class)));
        }
    }

    /** A builder of one page. Not thread-safe. */
    static final class Builder {

        private final List<LogChunk> chunks = new ArrayList<>();
        private LogChunk.Builder chunk = new LogChunk.Builder();
        private SortKey last;
        private int count;

        Builder(SortKey start) {
            last = start;
        }

        void add(Row row) {
            if (!chunk.fits(row.bytes())) {
                chunks.add(chunk.build());
                chunk = new LogChunk.Builder();
            }
            chunk.add(row.key().id(), row.bytes());
            last = row.key();
            count++;
        }

        LogKeys build() {
            if (!chunk.isEmpty()) {
                chunks.add(chunk.build());
            }
            return new LogKeys(chunks, last, count == MAX_KEYS);
        }
    }
}
