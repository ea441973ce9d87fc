package org.operationsgateway.gateway.revision;

import java.time.Instant;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;

/** One committed change of an operation: an entry of the log. */
public sealed interface Revision permits Revision.Changed, Revision.CancelRequested, Revision.Deleted {

    /** Which change it is. */
    RevisionId id();

    /** When it was written, by the database's clock. */
    Instant time();

    /** Whose change it is. */
    OperationName name();

    /**
     * The operation has a new state.
     *
     * @param operation the whole operation as committed
     */
    record Changed(RevisionId id, Instant time, Operation operation) implements Revision {
        @Override
        public OperationName name() {
            return operation.name();
        }
    }

    /**
     * Somebody asked for the operation to stop; its producer has yet to act on it.
     *
     * @param operation the whole operation, as it was before
     */
    record CancelRequested(RevisionId id, Instant time, Operation operation) implements Revision {
        @Override
        public OperationName name() {
            return operation.name();
        }
    }

    /** The operation is gone: the last change of its life. */
    record Deleted(RevisionId id, Instant time, OperationName name) implements Revision {}
}
