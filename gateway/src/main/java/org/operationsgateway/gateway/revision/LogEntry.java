package org.operationsgateway.gateway.revision;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.Filter;
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

    /** Returns whether the operation matches a filter after the change. */
    public boolean matches(Filter filter) {
        return after != null && filter.matches(after);
    }

    /** Returns whether the operation matched a filter before the change. */
    public boolean matchedBefore(Filter filter) {
        return before != null && filter.matches(before);
    }
}
