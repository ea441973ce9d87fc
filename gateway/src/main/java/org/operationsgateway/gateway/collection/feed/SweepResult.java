package org.operationsgateway.gateway.collection.feed;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.revision.RevisionId;

/**
 * The changes that became visible between two sweeps. Immutable.
 *
 * @param from the snapshot of the previous sweep; null if there is none, or if the changes since are too many to list
 * @param to the snapshot of this sweep
 * @param changes the changes, one range for each incarnation, the oldest incarnation first
 */
public record SweepResult(@Nullable PgSnapshot from, PgSnapshot to, List<RevisionRange> changes) {

    /**
     * The changed revisions of one incarnation. The range has no gaps: no revision becomes visible before the previous
     * one.
     *
     * @param bytes the total stored size of the payloads, approximately
     */
    public record RevisionRange(Parent parent, long incarnation, long firstRevision, long lastRevision, long bytes) {

        long size() {
            return lastRevision - firstRevision + 1;
        }

        Stream<RevisionId> ids() {
            return LongStream.rangeClosed(firstRevision, lastRevision)
                    .mapToObj(number -> new RevisionId(incarnation, number));
        }
    }
}
