package org.operationsgateway.robustness.promise;

import java.util.List;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The promise that the log of an operation has the revisions 1, 2, 3 and so on without gaps, that only a deletion
 * follows the done state, and that the row equals the last entry.
 */
record Chained() implements Promise {

    @Override
    public String text() {
        return "the log is a chain without gaps, and the row equals its last entry";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return Stream.concat(history.log().chains().stream().flatMap(this::chain), rows(history));
    }

    private Stream<Violation> chain(List<LogEntry> chain) {
        Stream.Builder<Violation> violations = Stream.builder();
        for (int i = 0; i < chain.size(); i++) {
            LogEntry entry = chain.get(i);
            if (entry.id().revision() != i + 1) {
                return Stream.of(
                        violation("the log of %s has %s as its entry %d".formatted(entry.name(), entry.id(), i + 1)));
            }
            boolean ended = i > 0 && (chain.get(i - 1).terminal() || isDeletion(chain.get(i - 1)));
            if (ended && !isDeletion(entry)) {
                violations.add(violation("%s of %s follows a terminal entry".formatted(entry.id(), entry.name())));
            }
        }
        return violations.build();
    }

    private static boolean isDeletion(LogEntry entry) {
        return entry.change() == LogEntry.Change.DELETED;
    }

    private Stream<Violation> rows(History history) {
        return history.current().stream()
                .filter(row -> {
                    List<LogEntry> chain = history.log().chain(row.id().incarnation());
                    return chain.isEmpty()
                            || !chain.getLast().id().equals(row.id())
                            || !chain.getLast().json().equals(row.json());
                })
                .map(row -> violation("the row of %s is %s %s, which differs from the last entry of its log"
                        .formatted(row.name(), row.id(), row.json())));
    }
}
