package org.operationsgateway.gateway.collection.log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.operationsgateway.gateway.revision.RevisionId;

/** The keys of log entries that are read by one query and held in memory together. Immutable. */
public final class LogChunk {

    private static final int MAX_ENTRIES = 100;
    /** The limit on stored sizes, and on sizes in memory of entries that are read together. */
    private static final int MAX_BYTES = 128 * 1024;
    /** The memory that a small chunk may need; a compressed payload is larger in memory. */
    private static final int MIN_READ_BYTES = 8 * 1024;

    private final long[] incarnations;
    private final long[] revisions;

    private final long bytes;

    private LogChunk(long[] incarnations, long[] revisions, long bytes) {
        this.incarnations = incarnations;
        this.revisions = revisions;
        this.bytes = bytes;
    }

    /** Returns a chunk of the given keys, without a limit on number or size. */
    public static LogChunk of(List<RevisionId> ids) {
        return new LogChunk(
                ids.stream().mapToLong(RevisionId::incarnation).toArray(),
                ids.stream().mapToLong(RevisionId::number).toArray(),
                0);
    }

    /** Returns the number of entries. */
    public int size() {
        return incarnations.length;
    }

    /**
     * Returns the limit on the size in memory of the entries that are read together. A chunk whose payloads are
     * compressed takes several reads.
     */
    public long maxReadBytes() {
        return Math.clamp(bytes * 4, MIN_READ_BYTES, MAX_BYTES);
    }

    /** Returns the chunk without its first keys, of the same stored size; empty if there are no others. */
    public Optional<LogChunk> after(int keys) {
        return keys == size()
                ? Optional.empty()
                : Optional.of(new LogChunk(
                        Arrays.copyOfRange(incarnations, keys, size()),
                        Arrays.copyOfRange(revisions, keys, size()),
                        bytes));
    }

    Long[] incarnations() {
        return Arrays.stream(incarnations).boxed().toArray(Long[]::new);
    }

    Long[] revisions() {
        return Arrays.stream(revisions).boxed().toArray(Long[]::new);
    }

    /** A builder of chunks within the limits. Not thread-safe. */
    static final class Builder {

        private final long[] incarnations = new long[MAX_ENTRIES];
        private final long[] revisions = new long[MAX_ENTRIES];
        private int size;
        private long bytes;

        boolean isEmpty() {
            return size == 0;
        }

        /** Returns whether an entry fits into the chunk; the first one fits whatever its size. */
        boolean fits(int entryBytes) {
            return size == 0 || (size < MAX_ENTRIES && bytes + entryBytes <= MAX_BYTES);
        }

        void add(RevisionId id, int entryBytes) {
            incarnations[size] = id.incarnation();
            revisions[size] = id.number();
            size++;
            bytes += entryBytes;
        }

        LogChunk build() {
            return new LogChunk(Arrays.copyOf(incarnations, size), Arrays.copyOf(revisions, size), bytes);
        }
    }
}
