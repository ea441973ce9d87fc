package org.operationsgateway.gateway.revision;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.filter.FilterBudget;
import org.operationsgateway.core.filter.FilterSubject;

/**
 * An entry of the log, with the fields of the operation that filters read, after the change and before it. Immutable.
 *
 * @param after null if the change deleted the operation
 * @param before null if the change created the operation, or if the previous revision was not requested
 */
public record LogEntry(
        Revision revision,
        @Nullable FilterSubject after,
        @Nullable FilterSubject before) {

    /** Returns whether the operation matches a filter after the change; fails if that exceeds the budget. */
    public boolean matches(Filter filter, FilterBudget budget) {
        return after != null && filter.matches(after, budget);
    }

    /** Returns whether the operation matched a filter before the change; fails if that exceeds the budget. */
    public boolean matchedBefore(Filter filter, FilterBudget budget) {
        return before != null && filter.matches(before, budget);
    }
}
