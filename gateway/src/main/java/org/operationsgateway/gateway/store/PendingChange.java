package org.operationsgateway.gateway.store;

import org.operationsgateway.gateway.revision.StoredOperation;
import reactor.core.publisher.MonoSink;

/**
 * An accepted change that is not made yet.
 *
 * @param sink receives the changed operation, or the failure
 */
record PendingChange(OperationChange change, MonoSink<StoredOperation> sink) {}
