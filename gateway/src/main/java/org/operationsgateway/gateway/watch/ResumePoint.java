package org.operationsgateway.gateway.watch;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;

/** The position at which a stream of one operation begins, derived from {@code Last-Event-ID} and the current state. */
sealed interface ResumePoint permits ResumePoint.After, ResumePoint.Reset, ResumePoint.Finished {

    /**
     * The stream begins with the revision after a revision number.
     *
     * @param number a revision number; 0 for the position before the first revision
     */
    record After(long number) implements ResumePoint {}

    /**
     * The stream begins with a {@code reset} event and the current state.
     *
     * @param reason the reason in the event, in UPPER_SNAKE_CASE
     * @param number the revision number before the current one
     */
    record Reset(String reason, long number) implements ResumePoint {}

    /** The client has received the terminal state: there is nothing to stream. */
    record Finished() implements ResumePoint {}

    /**
     * Returns the position for a client.
     *
     * @param lastEventId the id as the client sent it, not validated; null on a first connection
     * @param current the current state
     */
    static ResumePoint of(@Nullable String lastEventId, StoredOperation current) {
        long beforeCurrent = current.id().number() - 1;
        if (lastEventId == null || lastEventId.isEmpty()) {
            return new After(beforeCurrent);
        }
        return RevisionId.parse(lastEventId)
                .map(received -> resume(received, current, beforeCurrent))
                .orElseGet(() -> new Reset("UNKNOWN_EVENT_ID", beforeCurrent));
    }

    private static ResumePoint resume(RevisionId received, StoredOperation current, long beforeCurrent) {
        if (received.incarnation() != current.id().incarnation()) {
            return new Reset("OTHER_LIFE", beforeCurrent);
        }
        if (received.number() > current.id().number()) {
            return new Reset("FUTURE_REVISION", beforeCurrent);
        }
        boolean finished = current.operation().done() && received.equals(current.id());
        return finished ? new Finished() : new After(received.number());
    }
}
