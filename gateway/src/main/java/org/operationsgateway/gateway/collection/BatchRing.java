package org.operationsgateway.gateway.collection;

import org.jspecify.annotations.Nullable;

/** The last few batches, without a gap: bounded by count and by bytes. Not thread-safe. */
final class BatchRing {

    private final int most;
    private final long mostBytes;
    private final @Nullable Batch[] slots;
    private long oldest = 1;
    private long latest;
    private long bytes;

    /** Keeps that much; the latest batch stays whatever its size. */
    BatchRing(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.slots = new @Nullable Batch[most];
    }

    /** Adds the batch that follows the latest. */
    void append(Batch batch) {
        if (batch.sequence() != latest + 1) {
            throw new IllegalArgumentException("Batch " + batch.sequence() + " does not follow " + latest);
        }
        bytes += batch.bytes();
        while (oldest <= latest && (latest - oldest + 1 == most || bytes > mostBytes)) {
            dropOldest();
        }
        slots[slot(batch.sequence())] = batch;
        latest = batch.sequence();
    }

    /** Drops everything, and leaves a gap, so that everybody falls out. */
    void clear() {
        while (oldest <= latest) {
            dropOldest();
        }
        latest++;
        oldest = latest + 1;
    }

    private void dropOldest() {
        Batch dropped = slots[slot(oldest)];
        slots[slot(oldest)] = null;
        bytes -= dropped == null ? 0 : dropped.bytes();
        oldest++;
    }

    /** That batch; null if it isn't here yet, or not any more. */
    @Nullable
    Batch get(long sequence) {
        return sequence < oldest || sequence > latest ? null : slots[slot(sequence)];
    }

    /** The place of the latest batch, or of the gap after it. */
    long latest() {
        return latest;
    }

    private int slot(long sequence) {
        return (int) (sequence % most);
    }
}
