package org.operationsgateway.gateway.watch;

import org.operationsgateway.gateway.revision.RevisionId;

/**
 * The latest revision in the ring of a topic before a read of the database. Unless the database has another history
 * since then, the read returns this revision or a later one. Immutable.
 *
 * @param generation the generation of the ring
 */
record KnownRevision(int generation, RevisionId id) {

    /** No revision, before the first state is published. */
    static final KnownRevision NONE = new KnownRevision(0, new RevisionId(0, 0));

    /**
     * Returns whether this revision is missing from the history in which another one is the current revision.
     *
     * @param current the result of the read
     * @param currentGeneration the generation of the ring after the read
     */
    boolean isLost(RevisionId current, int currentGeneration) {
        return generation == currentGeneration && id.isAfter(current);
    }
}
