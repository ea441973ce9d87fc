package org.operationsgateway.robustness.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.promise.Promise;
import org.operationsgateway.robustness.promise.Violation;

/**
 * The result of a run.
 *
 * @param violations the violations of each promise
 * @param shortfalls a message for each count that was too small
 */
public record Verdict(Map<Promise, List<Violation>> violations, List<String> shortfalls) {

    /** Checks promises. */
    public static Verdict of(List<Promise> promises, History history, List<String> shortfalls) {
        Map<Promise, List<Violation>> violations = new LinkedHashMap<>();
        for (Promise promise : promises) {
            violations.put(promise, promise.violations(history).toList());
        }
        return new Verdict(violations, shortfalls);
    }

    /** Returns the number of violations of all promises. */
    public long violationCount() {
        return violations.values().stream().mapToLong(List::size).sum();
    }

    /** Returns whether no promise was broken and the run was large enough. */
    public boolean passed() {
        return violationCount() == 0 && shortfalls.isEmpty();
    }
}
