package org.operationsgateway.gateway.collection.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.operationsgateway.gateway.revision.RevisionId;

/**
 * A sorted page of keys of log entries, in chunks. Keys need little memory; the entries are read later, one chunk at a
 * time. Immutable.
 *
 * @param chunks the keys, in the order of the scan
 * @param last the sort key of the last entry; of the previous page if this page is empty
 * @param hasMore whether another page may follow
 */
public record LogKeys(List<LogChunk> chunks, SortKey last, boolean hasMore) {

    /** The maximum number of keys of a page. */
    static final int MAX_KEYS = 10_000;

    /** The sort key of an entry, after which the next page begins. */
    record SortKey(Instant time, RevisionId id) implements Comparable<SortKey> {

        private static final Comparator<SortKey> ORDER = Comparator.comparing(SortKey::time)
                .thenComparingLong(key -> key.id().incarnation())
                .thenComparingLong(key -> key.id().number());

        /** The sort key before all others. */
        static final SortKey START = new SortKey(Instant.EPOCH, new RevisionId(0, 0));

        @Override
        public int compareTo(SortKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** A builder of one page. Not thread-safe. */
    static final class Builder {

        private final List<LogChunk> chunks = new ArrayList<>();
        private LogChunk.Builder chunk = new LogChunk.Builder();
        private SortKey last;

        Builder(SortKey start) {
            last = start;
        }

        void add(KeyWindow.Row row) {
            if (!chunk.fits(row.bytes())) {
                chunks.add(chunk.build());
                chunk = new LogChunk.Builder();
            }
            chunk.add(row.key().id(), row.bytes());
            last = row.key();
        }

        LogKeys build(boolean hasMore) {
            if (!chunk.isEmpty()) {
                chunks.add(chunk.build());
            }
            return new LogKeys(chunks, last, hasMore);
        }
    }
}
