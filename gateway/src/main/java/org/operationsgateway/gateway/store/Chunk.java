package org.operationsgateway.gateway.store;

import java.util.Arrays;
import java.util.List;

/** A few entries of the log that may be in memory together, by their keys. */
public final class Chunk {

    private static final int MOST = 100;
    /** As the database stores them, which may be compressed. */
    private static final int MOST_BYTES = 128 * 1024;

    private final long[] lives;
    private final long[] revisions;

    private Chunk(long[] lives, long[] revisions) {
        this.lives = lives;
        this.revisions = revisions;
    }

    /** Those entries, whatever their number and size. */
    public static Chunk of(List<RevisionId> ids) {
        return new Chunk(
                ids.stream().mapToLong(RevisionId::life).toArray(),
                ids.stream().mapToLong(RevisionId::number).toArray());
    }

    /** How many entries. */
    public int size() {
        return lives.length;
    }

    Long[] lives() {
        return Arrays.stream(lives).boxed().toArray(Long[]::new);
    }

    Long[] revisions() {
        return Arrays.stream(revisions).boxed().toArray(Long[]::new);
    }

    /** Gathers entries until it takes no more. */
    static final class Builder {

        private final long[] lives = new long[MOST];
        private final long[] revisions = new long[MOST];
        private int size;
        private long bytes;

        boolean isEmpty() {
            return size == 0;
        }

        /** Whether one more of that size fits; the first one always does. */
        boolean takes(int more) {
            return size == 0 || (size < MOST && bytes + more <= MOST_BYTES);
        }

        void add(RevisionId id, int more) {
            lives[size] = id.life();
            revisions[size] = id.number();
            size++;
            bytes += more;
        }

        Chunk build() {
            return new Chunk(Arrays.copyOf(lives, size), Arrays.copyOf(revisions, size));
        }
    }
}
