package org.operationsgateway.gateway.collection.log;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.RowMapper;

/**
 * Which entries of the log are to be read, in order: keys only, and as many as fit into little memory.
 *
 * @param chunks the entries, as many at a time as may be in memory together
 * @param last the last one of them; where this part of the keys began, if it is empty
 * @param more whether other keys may follow
 */
public record LogKeys(List<LogChunk> chunks, Place last, boolean more) {

    /** How many keys there are at most. */
    public static final int MAX = 10_000;

    /** An entry's place in the order. */
    public record Place(Instant time, RevisionId id) {

        /** Before every other. */
        public static final Place START = new Place(Instant.EPOCH, new RevisionId(0, 0));
    }

    /** A row of a query for keys. */
    record Row(Place place, int bytes) {
        static Row of(Readable row) {
            Instant time = Objects.requireNonNull(row.get("time", Instant.class));
            return new Row(new Place(time, RowMapper.id(row)), Objects.requireNonNull(row.get("bytes", Integer.class)));
        }
    }

    /** Gathers rows into chunks. */
    static final class Builder {

        private final List<LogChunk> chunks = new ArrayList<>();
        private LogChunk.Builder chunk = new LogChunk.Builder();
        private Place last;
        private int count;

        Builder(Place start) {
            last = start;
        }

        void add(Row row) {
            if (!chunk.takes(row.bytes())) {
                chunks.add(chunk.build());
                chunk = new LogChunk.Builder();
            }
            chunk.add(row.place().id(), row.bytes());
            last = row.place();
            count++;
        }

        LogKeys build() {
            if (!chunk.isEmpty()) {
                chunks.add(chunk.build());
            }
            return new LogKeys(chunks, last, count == MAX);
        }
    }
}
