package org.operationsgateway.robustness.fault;

/** The kinds of faults. */
public enum FaultKind {
    /** A burst of updates of one operation, while one of its readers stalls. */
    BURST_WITH_A_STALLED_READER,
    /** A SIGKILL of a replica. */
    REPLICA_KILLED,
    /** A SIGTERM of a replica. */
    REPLICA_STOPPED,
    /** A SIGSTOP of a replica, and a SIGCONT some seconds later. */
    REPLICA_FROZEN,
    /** A SIGKILL of the PostgreSQL postmaster. */
    DATABASE_KILLED,
    /** The termination of the connections on which replicas receive and send signals. */
    LISTENER_TERMINATED,
    /** The termination of some connections of the pools. */
    POOL_TERMINATED,
    /** A stall of the network between a replica and the database for some seconds, without loss. */
    NETWORK_STALLED,
    /** A reset of the connections between a replica and the database. */
    NETWORK_CUT,
    /** Connections between a replica and the database that lose all bytes and never end. */
    NETWORK_HALF_OPEN,
    /** Connections to the database that are refused for some seconds. */
    NETWORK_REFUSED,
    /** A transaction of another client of the server that stays open. */
    TRANSACTION_OPEN,
    /** Transactions, also of another database of the server, that stay open while the log is purged. */
    OLD_TRANSACTION,
    /** Locks on rows of running operations that another client of the server holds for some seconds. */
    LOCKED_ROWS,
    /** A burst of clients that send expensive requests and give up after a short time. */
    ABORTED_CLIENTS,
    /** A SIGKILL of the database server, and the promotion of a standby without the last changes. */
    STANDBY_PROMOTED,
    /** A SIGKILL of the database server, and a start on a copy of its data directory of some seconds before. */
    RESTORED_EARLIER
}
