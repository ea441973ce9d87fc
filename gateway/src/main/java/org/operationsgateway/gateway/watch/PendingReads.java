package org.operationsgateway.gateway.watch;

import org.jspecify.annotations.Nullable;

/**
 * The reads of the log that a topic has yet to make: up to a target, and of the revisions in its ring that it compares
 * with the log. One read at a time. Not thread-safe: guarded by the lock of the topic.
 */
final class PendingReads {

    /** The target of a topic with an incarnation that has ended at an unknown revision. */
    static final long END_OF_INCARNATION = Long.MAX_VALUE;
    /** The target of a topic that reads the log up to its end. */
    static final long END_OF_LOG = END_OF_INCARNATION - 1;

    private static final long NONE = Long.MAX_VALUE;

    /**
     * The latest revision that may exist. The log is read until the ring holds it or the log proves that it does not
     * exist.
     */
    private long target;
    /** The number of requests for a revision beyond the ring. */
    private long requests;
    /** The value of {@link #requests} when the current read started: later ones are not covered by that read. */
    private long requestsCovered;
    /** The latest revision at the last sweep or verification: later ones may be of a history that began since. */
    private long checkpoint;
    /** The revision number after which the next read compares the ring with the log. */
    private long verifyAfter = NONE;

    private boolean reading;

    /** Starts with a new ring, which needs no reads. */
    void reset(RevisionRing ring) {
        target = ring.latest();
        checkpoint = ring.latest();
        verifyAfter = NONE;
    }

    /**
     * Requests the revisions up to a number.
     *
     * @return whether a revision after all that were known is requested
     */
    boolean request(long number, RevisionRing ring) {
        if (number <= ring.latest()) {
            return false;
        }
        boolean unknown = number > Math.max(target, ring.latest());
        target = Math.max(target, number);
        requests++;
        return unknown;
    }

    /** Requests a comparison of the ring with the log, and then the rest of the log. */
    void requestVerification(RevisionRing ring) {
        // Revisions that the ring no longer holds cannot be compared.
        long first = Math.max(checkpoint, ring.latest() - RevisionRing.CAPACITY + 1);
        verifyAfter = Math.min(verifyAfter, first - 1);
    }

    /** Records that the database has the history of the ring. */
    void historyConfirmed(RevisionRing ring) {
        checkpoint = ring.latest();
    }

    /** Returns the next read, which has then started; null if another one is in progress or none is due. */
    @Nullable
    LogRead start(RevisionRing ring) {
        boolean behind = target > ring.latest() && !ring.hasEnded();
        if (reading || (verifyAfter == NONE && !behind)) {
            return null;
        }
        LogRead read = new LogRead(ring, Math.min(verifyAfter, ring.latest()), ring.latest());
        reading = true;
        requestsCovered = requests;
        verifyAfter = NONE;
        return read;
    }

    /** Records the end of a read. */
    void ended() {
        reading = false;
    }

    /** Records the failure of a read, which is made again. */
    void failed(LogRead read, RevisionRing ring) {
        reading = false;
        if (read.verifies() && read.ring().equals(ring)) {
            requestVerification(ring);
        }
    }

    /** Records that the ring holds the same revisions as the log up to a number. */
    void verified(LogRead read, long number, RevisionRing ring) {
        if (number < read.latest()) {
            verifyAfter = Math.min(verifyAfter, number);
        } else {
            checkpoint = Math.max(checkpoint, read.latest());
            request(END_OF_LOG, ring);
        }
    }

    /**
     * Lowers the target, unless a request during the read may refer to a revision that was committed after it.
     *
     * @return whether the incarnation has ended without an entry in the log
     */
    boolean endOfLogReached(RevisionRing ring) {
        if (requests != requestsCovered) {
            return false;
        }
        boolean ended = target == END_OF_INCARNATION;
        target = ring.latest();
        return ended;
    }
}
