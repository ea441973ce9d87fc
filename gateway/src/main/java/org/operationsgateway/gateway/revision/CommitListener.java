package org.operationsgateway.gateway.revision;

/** Learns of each change that this replica has committed. */
@FunctionalInterface
public interface CommitListener {

    /**
     * A change is committed. Called on the thread that reads the database's answer, before the producer has its own:
     * must neither block nor throw. Changes of one operation may come out of order.
     */
    void committed(Revision revision);
}
