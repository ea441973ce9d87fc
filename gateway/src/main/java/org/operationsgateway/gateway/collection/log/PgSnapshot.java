package org.operationsgateway.gateway.collection.log;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL snapshot: the set of transactions that are visible to a statement. Immutable.
 *
 * <p>The changes between two snapshots are those of the transactions that are visible in the later one only. This is
 * exact, whatever the duration and the commit order of transactions.
 *
 * <p>After a crash, the server assigns some transaction ids again: those of transactions that had no effect on its
 * disk. A cursor that clients keep therefore ends at the {@linkplain #upTo latest transaction in the log}, which is on
 * disk. No change is lost, because later transactions have no entry in the log.
 *
 * @param xmin all transactions before this one have ended
 * @param xmax no transaction from this one on has ended
 * @param inProgress the transactions between the two that have not ended, in ascending order
 * @param check the {@linkplain LoggedTransaction#check check} of the last transaction before xmax, by which the log of
 *     another history is detected; null if it is not known
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT">PostgreSQL,
 *     Transaction ID and Snapshot Information Functions</a>
 */
public record PgSnapshot(
        long xmin,
        long xmax,
        List<Long> inProgress,
        @Nullable Long check) {

    /** The lowest id of an ordinary transaction; PostgreSQL reserves the lower ones. */
    private static final long FIRST_NORMAL_XID = 3;

    /** Checks the rules of the type {@code pg_snapshot}, so that the server accepts the text. */
    public PgSnapshot {
        inProgress = List.copyOf(inProgress);
        if (xmin < 1 || xmin > xmax) {
            throw new IllegalArgumentException("xmin is less than 1 or greater than xmax: " + xmin + ", " + xmax);
        }
        long min = xmin;
        for (long xid : inProgress) {
            if (xid < min || xid >= xmax) {
                throw new IllegalArgumentException("Transactions are out of order or out of range: " + inProgress);
            }
            min = xid + 1;
        }
    }

    /** Creates a snapshot without a check. */
    public PgSnapshot(long xmin, long xmax, List<Long> inProgress) {
        this(xmin, xmax, inProgress, null);
    }

    /** Parses the text format of the database, such as {@code 10:20:10,14,15}. */
    public static PgSnapshot parse(String text) {
        String[] parts = text.split(":", -1);
        List<Long> inProgress = parts[2].isEmpty()
                ? List.of()
                : Arrays.stream(parts[2].split(",")).map(Long::valueOf).toList();
        return new PgSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), inProgress);
    }

    /** Returns this snapshot without the transactions after one in the log: they count as not begun. */
    public PgSnapshot upTo(LoggedTransaction latest) {
        long end = Math.min(xmax, Math.max(latest.xid() + 1, FIRST_NORMAL_XID));
        List<Long> open = inProgress.stream().takeWhile(xid -> xid < end).toList();
        Long check = end == latest.xid() + 1 ? latest.check() : null;
        return new PgSnapshot(open.isEmpty() ? end : open.getFirst(), end, open, check);
    }

    /** Returns the last transaction before xmax: in a snapshot that ends with the log, the latest logged one. */
    public long lastXid() {
        return xmax - 1;
    }

    /**
     * Returns whether the log still has the last transaction of this snapshot; true if that cannot be known.
     *
     * @param logged the check of that transaction in the log; null if it has no entry
     * @param purgedXid the latest transaction with purged log entries
     */
    public boolean isConfirmedBy(@Nullable Long logged, long purgedXid) {
        return check == null || purgedXid >= lastXid() || check.equals(logged);
    }

    /** Returns whether a transaction had begun and had not ended. */
    public boolean isInProgress(long xid) {
        return Collections.binarySearch(inProgress, xid) >= 0;
    }

    /** Returns whether every transaction that is visible in the other snapshot is visible in this one. */
    public boolean covers(PgSnapshot other) {
        return xmax >= other.xmax
                && inProgress.stream().takeWhile(xid -> xid < other.xmax).allMatch(other::isInProgress);
    }

    /** Returns the text format of the database, which has no check. */
    @Override
    public String toString() {
        return inProgress.stream().map(String::valueOf).collect(Collectors.joining(",", xmin + ":" + xmax + ":", ""));
    }
}
