package org.operationsgateway.gateway.collection.log;

import java.util.Arrays;
import java.util.List;
import org.operationsgateway.gateway.revision.RevisionId;

/** A few entries of the log that may be in memory together, by their keys. */
public final class LogChunk {

    private static final int MAX = 100;
    /** As the database stores them, which may be compressed. */
    private static final int MAX_BYTES = 128 * 1024;

    private final long[] incarnations;
    private final long[] revisions;

    private LogChunk(long[] incarnations, long[] revisions) {
        this.incarnations = incarnations;
        this.revisions = revisions;
    }

    /** Those entries, whatever their number and size. */
    public static LogChunk of(List<RevisionId> ids) {
        return new LogChunk(
                ids.stream().mapToLong(RevisionId::incarnation).toArray(),
                ids.stream().mapToLong(RevisionId::number).toArray());
    }

    /** How many entries. */
    public int size() {
        return incarnations.length;
    }

    Long[] incarnations() {
        return Arrays.stream(incarnations).boxed().toArray(Long[]::new);
    }

    Long[] revisions() {
        return Arrays.stream(revisions).boxed().toArray(Long[]::new);
    }

    /** Gathers entries until it takes no more. */
    static final class Builder {

        private final long[] incarnations = new long[MAX];
        private final long[] revisions = new long[MAX];
        private int size;
        private long bytes;

        boolean isEmpty() {
            return size == 0;
        }

        /** Whether one more of that size fits; the first one always does. */
        boolean takes(int more) {
            return size == 0 || (size < MAX && bytes + more <= MAX_BYTES);
        }

        void add(RevisionId id, int more) {
            incarnations[size] = id.incarnation();
            revisions[size] = id.number();
            size++;
            bytes += more;
        }

        LogChunk build() {
            return new LogChunk(Arrays.copyOf(incarnations, size), Arrays.copyOf(revisions, size));
        }
    }
}
