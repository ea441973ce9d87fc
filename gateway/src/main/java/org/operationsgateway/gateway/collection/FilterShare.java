package org.operationsgateway.gateway.collection;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.FilterBudget;
import org.operationsgateway.gateway.collection.feed.CollectionChange;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.store.filter.Scope;

/**
 * The share of one stream in the evaluation of filters on event loops: a token bucket of visits. Thread-safe.
 *
 * <p>Without it, streams with many terms in their filters would delay all others when a large list changes.
 */
final class FilterShare {

    /** The limit for one change: a few milliseconds. */
    static final long MAX_VISITS_PER_CHANGE = 500_000;

    /** The limit of visits that a stream accumulates while it evaluates nothing. */
    static final long MAX_VISITS = 2_000_000;

    /** The limit in the long run. */
    private static final long VISITS_PER_SECOND = 250_000;

    private static final long NANOS_PER_VISIT = 1_000_000_000 / VISITS_PER_SECOND;

    private final LongSupplier nanoTime;
    private long available = MAX_VISITS;
    private long refilled;

    /** Creates a full share; {@code nanoTime} is {@link System#nanoTime} outside of tests. */
    FilterShare(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.refilled = nanoTime.getAsLong();
    }

    /**
     * Returns the event of a change for a scope; null if the change does not concern the scope.
     *
     * @throws org.operationsgateway.core.rpc.StatusException RESOURCE_EXHAUSTED if the share is used up
     */
    synchronized @Nullable CollectionEvent eventFor(Scope scope, CollectionChange change) {
        refill();
        FilterBudget budget = new FilterBudget(Math.min(MAX_VISITS_PER_CHANGE, available));
        try {
            return change.eventFor(scope, budget);
        } finally {
            available -= budget.spent();
        }
    }

    private void refill() {
        long visits = (nanoTime.getAsLong() - refilled) / NANOS_PER_VISIT;
        if (visits > 0) {
            refilled += visits * NANOS_PER_VISIT;
            available = Math.min(MAX_VISITS, available + visits);
        }
    }
}
