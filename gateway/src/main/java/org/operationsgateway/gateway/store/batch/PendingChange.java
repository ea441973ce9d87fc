package org.operationsgateway.gateway.store.batch;

import reactor.core.publisher.MonoSink;

/**
 * An accepted change that is not made yet. Immutable.
 *
 * @param sink receives the result of the change, or the failure
 * @param <C> the type of the change
 * @param <R> the type of the result
 */
record PendingChange<C extends BatchedChange, R>(C change, MonoSink<R> sink) {}
