package org.operationsgateway.gateway.revision;

/** A callback for each revision that this replica has committed. Implementations are thread-safe and do not block. */
@FunctionalInterface
public interface CommitListener {

    /**
     * Handles a committed revision.
     *
     * <p>Called on a thread of the database driver, before a client receives its response: must not block and must not
     * throw. Revisions of one operation may arrive out of order.
     */
    void committed(Revision revision);
}
