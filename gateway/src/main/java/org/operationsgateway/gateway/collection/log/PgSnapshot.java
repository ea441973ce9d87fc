package org.operationsgateway.gateway.collection.log;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A moment of the database: which transactions were visible then. What one moment sees and an earlier one did not is
 * exactly what was committed between the two, however long a transaction took and in whatever order they committed.
 *
 * <p>A server that crashes gives numbers of transactions again that have left no trace on its disk. So a cursor that is
 * kept ends at the {@linkplain #upTo latest transaction that is in the log}, which is on the disk: it says nothing about
 * later ones, which had nothing to tell anyway.
 *
 * @param xmin every transaction before this one had ended
 * @param xmax no transaction from this one on had begun
 * @param inProgress the transactions between the two that had not ended, in ascending order
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT">PostgreSQL,
 *     Transaction ID and Snapshot Information Functions</a>
 */
public record PgSnapshot(long xmin, long xmax, List<Long> inProgress) {

    /** Makes sure that it is one that the database takes. */
    public PgSnapshot {
        inProgress = List.copyOf(inProgress);
        long least = xmin;
        for (long xid : inProgress) {
            if (xid < least || xid >= xmax) {
                throw new IllegalArgumentException("Not in order: " + inProgress);
            }
            least = xid + 1;
        }
        if (xmin < 1 || xmin > xmax) {
            throw new IllegalArgumentException("From " + xmin + " to " + xmax);
        }
    }

    /** SQL for the latest transaction of which the log has something, or had; to be asked along with the snapshot. */
    public static final String LATEST = """
            greatest((select xid from operation_event order by xid desc limit 1), (select purged_xid from gateway))::text
            """;

    /** No transaction that writes has a number as small. */
    private static final long NONE = 2;

    /** Reads what the database writes, such as {@code 10:20:10,14,15}. */
    public static PgSnapshot parse(String text) {
        String[] parts = text.split(":", -1);
        List<Long> inProgress = parts[2].isEmpty()
                ? List.of()
                : Arrays.stream(parts[2].split(",")).map(Long::valueOf).toList();
        return new PgSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), inProgress);
    }

    /** The same as far as transactions up to that one are concerned; later ones count as not begun. */
    public PgSnapshot upTo(long latest) {
        long end = Math.min(xmax, Math.max(latest, NONE) + 1);
        List<Long> open = inProgress.stream().takeWhile(xid -> xid < end).toList();
        return new PgSnapshot(open.isEmpty() ? end : open.getFirst(), end, open);
    }

    /** Whether everything that the other one sees is seen by this one too: it is the same moment, or a later one. */
    public boolean covers(PgSnapshot other) {
        return xmax >= other.xmax
                && inProgress.stream()
                        .takeWhile(xid -> xid < other.xmax)
                        .allMatch(xid -> Collections.binarySearch(other.inProgress, xid) >= 0);
    }

    /** As the database writes it. */
    @Override
    public String toString() {
        return inProgress.stream().map(String::valueOf).collect(Collectors.joining(",", xmin + ":" + xmax + ":", ""));
    }
}
