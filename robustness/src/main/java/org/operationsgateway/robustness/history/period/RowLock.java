package org.operationsgateway.robustness.history.period;

import java.time.Instant;
import java.util.Set;

/**
 * A period in which another session had locked the rows of some operations, while no other fault was active.
 *
 * @param operations the names of the locked operations
 */
public record RowLock(Instant from, Instant until, Set<String> operations) implements Period {

    public RowLock {
        operations = Set.copyOf(operations);
    }
}
