package org.operationsgateway.gateway.watch;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.RevisionId;
import org.operationsgateway.gateway.store.Snapshot;

/** Where a stream begins, given what its subscriber saw last and what there is now. */
public sealed interface Resumption permits Resumption.After, Resumption.Reset, Resumption.Finished {

    /**
     * With the revision that follows this one.
     *
     * @param number a revision; 0 is before the first
     */
    record After(long number) implements Resumption {}

    /**
     * With the current state, and a word of why nothing before it.
     *
     * @param reason in UPPER_SNAKE_CASE
     * @param number the revision before the current one
     */
    record Reset(String reason, long number) implements Resumption {}

    /** The subscriber has seen the end. */
    record Finished() implements Resumption {}

    /**
     * Decides.
     *
     * @param lastEventId as the subscriber sent it, whatever it is; null if it comes for the first time
     */
    static Resumption of(@Nullable String lastEventId, Snapshot current) {
        long beforeCurrent = current.id().number() - 1;
        if (lastEventId == null || lastEventId.isEmpty()) {
            return new After(beforeCurrent);
        }
        return RevisionId.parse(lastEventId)
                .map(seen -> resume(seen, current, beforeCurrent))
                .orElseGet(() -> new Reset("UNKNOWN_EVENT_ID", beforeCurrent));
    }

    private static Resumption resume(RevisionId seen, Snapshot current, long beforeCurrent) {
        if (seen.life() != current.id().life()) {
            return new Reset("OTHER_LIFE", beforeCurrent);
        }
        if (seen.number() > current.id().number()) {
            return new Reset("FUTURE_REVISION", beforeCurrent);
        }
        boolean sawTheEnd = current.operation().done() && seen.equals(current.id());
        return sawTheEnd ? new Finished() : new After(seen.number());
    }
}
