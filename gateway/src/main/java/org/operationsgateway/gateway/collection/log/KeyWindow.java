package org.operationsgateway.gateway.collection.log;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.log.LogKeys.SortKey;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.RowMapper;

/**
 * A window of a {@link KeyScan}: what one statement has read of a table. The number of rows that the statement reads is
 * bounded, whatever the number of those that match. Immutable.
 *
 * @param rows the rows that match
 * @param end the position after which the next window begins; null if there is none
 */
record KeyWindow(List<Row> rows, @Nullable Position end) {

    /** The maximum number of rows that a statement reads. */
    static final int MAX_ROWS = 20_000;

    /**
     * A position in the order of a table: transaction, incarnation, revision for the log; incarnation for operations.
     */
    record Position(long xid, RevisionId id) {

        static final Position START = new Position(0, new RevisionId(0, 0));
    }

    /**
     * A row of a window, which matches or is the last one of a full window.
     *
     * @param position the position in the table
     * @param number the number in the window, from 1
     * @param bytes the stored size of the entry
     */
    record Row(Position position, long number, boolean matches, SortKey key, int bytes) {

        static Row of(Readable row, Position position, Instant time) {
            return new Row(
                    position,
                    Objects.requireNonNull(row.get("number", Long.class)),
                    Boolean.TRUE.equals(row.get("matches", Boolean.class)),
                    new SortKey(time, RowMapper.id(row)),
                    Objects.requireNonNull(row.get("bytes", Integer.class)));
        }
    }

    /** Returns the window of the rows of a statement, which are in the order of the table. */
    static KeyWindow of(List<Row> rows) {
        boolean full = !rows.isEmpty() && rows.getLast().number() == MAX_ROWS;
        return new KeyWindow(
                rows.stream().filter(Row::matches).toList(),
                full ? rows.getLast().position() : null);
    }
}
