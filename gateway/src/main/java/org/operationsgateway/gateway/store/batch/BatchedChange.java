package org.operationsgateway.gateway.store.batch;

import org.operationsgateway.core.name.OperationName;

/** A change of one operation that can share a statement with changes of others. Immutable. */
public interface BatchedChange {

    /** Returns the name of the operation. */
    OperationName name();

    /** Returns the size of the payloads, in characters; 0 by default, for a change without payloads. */
    default int chars() {
        return 0;
    }
}
