package org.operationsgateway.gateway.collection.log;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.filter.FilterSubject;
import org.operationsgateway.gateway.revision.Revision;

/**
 * An entry of the log, with what filters see of the operation after it and before it.
 *
 * @param after null if the operation was deleted by it
 * @param before null if it was created by it, or this was not asked for
 */
public record LogEntry(
        Revision revision,
        @Nullable FilterSubject after,
        @Nullable FilterSubject before) {

    /** Whether the operation is one that the filter selects. */
    public boolean isIn(Filter filter) {
        return after != null && filter.matches(after);
    }

    /** Whether the operation was one that the filter selects, before this. */
    public boolean wasIn(Filter filter) {
        return before != null && filter.matches(before);
    }
}
