package org.operationsgateway.core.filter;

import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The bound on the cost of one evaluation of a filter, in visits. A visit is one step of a path, one element of a list
 * or a hundred characters of a text, and takes some nanoseconds.
 *
 * <p>A filter may compare each element of a large list with each of its terms, so its cost is a product of what two
 * clients have chosen. Not thread-safe.
 */
public final class FilterBudget {

    /** The number of characters of a text that cost as much as one element; the limit counts visits. */
    private static final int CHARACTERS_PER_VISIT = 100;

    private final long max;
    private long spent;

    /** Creates a budget with a limit of {@code max} visits; it allows none if the limit is negative. */
    public FilterBudget(long max) {
        this.max = max;
    }

    /** Returns the visits so far, also those that have exceeded the budget. */
    public long spent() {
        return spent;
    }

    void visit() {
        spend(1);
    }

    void visit(String text) {
        spend(1 + text.length() / CHARACTERS_PER_VISIT);
    }

    /** Fails with RESOURCE_EXHAUSTED if the limit is exceeded. */
    void spend(long visits) {
        spent += visits;
        if (spent > max) {
            throw StatusException.of(
                    Reason.FILTER_TOO_EXPENSIVE,
                    "The filter compares too many elements of a list: use fewer terms with : or a shorter list.");
        }
    }
}
