package org.operationsgateway.gateway.watch;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;

/** The position at which a stream of one operation begins, derived from {@code Last-Event-ID} and the current state. */
sealed interface ResumePoint
        permits ResumePoint.After, ResumePoint.Unverified, ResumePoint.Reset, ResumePoint.Finished {

    /** The reason for a reset if the database has lost the revisions that the client has received. */
    String OTHER_HISTORY = "OTHER_HISTORY";

    /** The id that a client sends to receive all revisions in the log. */
    String START = "start";

    /**
     * The stream begins with the revision after a revision number.
     *
     * @param number a revision number; 0 for the position before the first revision
     */
    record After(long number) implements ResumePoint {}

    /**
     * The stream begins with the revision after a received one, if the log still has the received one; otherwise with a
     * {@code reset} event.
     *
     * @param received has a check, and an earlier number than the current revision
     */
    record Unverified(RevisionTag received) implements ResumePoint {}

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
     * @param lastEventId the id as the client sent it, not validated, or an etag, or {@link #START}; null on a first
     *     connection
     * @param current the current state
     */
    static ResumePoint of(@Nullable String lastEventId, StoredOperation current) {
        long beforeCurrent = current.id().number() - 1;
        if (lastEventId == null || lastEventId.isEmpty()) {
            return new After(beforeCurrent);
        }
        if (lastEventId.equals(START)) {
            return new After(0);
        }
        return RevisionTag.parse(unquoted(lastEventId))
                .map(received -> resume(received, current, beforeCurrent))
                .orElseGet(() -> new Reset("UNKNOWN_EVENT_ID", beforeCurrent));
    }

    /** Returns the id in an {@code ETag}, which clients pass on as they have received it. */
    private static String unquoted(String id) {
        boolean quoted = id.length() > 2 && id.startsWith("\"") && id.endsWith("\"");
        return quoted ? id.substring(1, id.length() - 1) : id;
    }

    private static ResumePoint resume(RevisionTag received, StoredOperation current, long beforeCurrent) {
        long number = received.id().number();
        if (received.id().incarnation() != current.id().incarnation()) {
            return new Reset("OTHER_LIFE", beforeCurrent);
        }
        if (number > current.id().number()) {
            return new Reset("FUTURE_REVISION", beforeCurrent);
        }
        if (number < current.id().number()) {
            return received.check() == null ? new After(number) : new Unverified(received);
        }
        if (!received.matches(current.tag())) {
            return new Reset(OTHER_HISTORY, beforeCurrent);
        }
        return current.operation().done() ? new Finished() : new After(number);
    }
}
