package org.operationsgateway.gateway.watch;

import java.util.List;
import org.operationsgateway.gateway.revision.Revision;

/**
 * A read of the log by a topic. Immutable.
 *
 * @param ring the ring at the start of the read
 * @param after the revision number after which the read starts; less than {@code latest} if the read compares the ring
 *     with the log
 * @param latest the latest revision in the ring at the start of the read
 */
record LogRead(RevisionRing ring, long after, long latest) {

    /** Returns whether the read compares the ring with the log. */
    boolean verifies() {
        return after < latest;
    }

    /** Returns whether the log has another history than the ring: a revision of the ring is missing or different. */
    boolean differs(List<Revision> page) {
        boolean missing = verifies() && (page.isEmpty() || page.getFirst().id().number() != after + 1);
        return missing || page.stream().anyMatch(ring::contradicts);
    }
}
