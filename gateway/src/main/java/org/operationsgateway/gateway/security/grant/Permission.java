package org.operationsgateway.gateway.security.grant;

/** A permission of a caller for the operations of a parent. Each route requires one. */
public enum Permission {
    /** To read the current state, also of an operation that is waited for. */
    GET,
    /** To list the operations of a collection. */
    LIST,
    /** To open a stream. */
    WATCH,
    /** To wait until an operation is done. */
    WAIT,
    /** To read the revisions of an operation. */
    HISTORY,
    /** To create operations. */
    CREATE,
    /** To update and complete operations, and to send heartbeats. */
    UPDATE,
    /** To cancel operations. */
    CANCEL,
    /** To delete operations. */
    DELETE,
    /** To use the endpoints of the management, with a grant of all parents. */
    MANAGE
}
