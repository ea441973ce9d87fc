package org.operationsgateway.robustness.report;

import java.util.List;
import java.util.Map;
import org.operationsgateway.robustness.promise.Promise;
import org.operationsgateway.robustness.promise.Violation;

/**
 * How a run is judged.
 *
 * @param violations of each promise, none of them left out
 * @param shortcomings in what the run did too little
 */
public record Verdict(Map<Promise, List<Violation>> violations, List<String> shortcomings) {

    /** How many promises were broken, and how often. */
    public long count() {
        return violations.values().stream().mapToLong(List::size).sum();
    }

    /** Whether the run shows that the promises hold. */
    public boolean passed() {
        return count() == 0 && shortcomings.isEmpty();
    }
}
