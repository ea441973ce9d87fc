package org.operationsgateway.robustness.fault;

/** What can go wrong. */
public enum FaultKind {
    /** A burst of updates of one operation, while one of its readers does not read. */
    BURST_WITH_A_STALLED_READER,
    /** SIGKILL of a replica. */
    REPLICA_KILLED,
    /** SIGTERM of a replica. */
    REPLICA_STOPPED,
    /** SIGSTOP of a replica, and SIGCONT some seconds later. */
    REPLICA_FROZEN,
    /** SIGKILL of PostgreSQL's postmaster. */
    DATABASE_KILLED,
    /** The connection on which a replica hears signals is terminated by the server. */
    LISTENER_TERMINATED,
    /** Some connections of the pools are terminated by the server. */
    POOL_TERMINATED,
    /** Nothing goes between a replica and the database for some seconds, and then everything. */
    NETWORK_STALLED,
    /** The connections between a replica and the database are reset. */
    NETWORK_CUT,
    /** The connections between a replica and the database swallow everything, and never end. */
    NETWORK_HALF_OPEN,
    /** The database can't be reached for some seconds. */
    NETWORK_REFUSED,
    /** A transaction elsewhere on the server stays open. */
    TRANSACTION_OPEN
}
