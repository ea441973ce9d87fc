package org.operationsgateway.robustness.promise;

import java.util.List;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.log.LogEntry;

/** The log of an operation is a chain from 1 on without gaps, nothing but a deletion follows the end, and the row agrees. */
record Chained() implements Promise {

    @Override
    public String text() {
        return "the log is a chain without gaps, and the row agrees with its end";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return Stream.concat(history.log().chains().stream().flatMap(this::broken), rows(history));
    }

    private Stream<Violation> broken(List<LogEntry> chain) {
        Stream.Builder<Violation> violations = Stream.builder();
        for (int i = 0; i < chain.size(); i++) {
            LogEntry entry = chain.get(i);
            if (entry.id().revision() != i + 1) {
                return Stream.of(
                        violation("the log of %s has %s in place %d".formatted(entry.name(), entry.id(), i + 1)));
            }
            boolean over = i > 0 && (chain.get(i - 1).terminal() || deletion(chain.get(i - 1)));
            if (over && !deletion(entry)) {
                violations.add(violation("%s of %s follows the end".formatted(entry.id(), entry.name())));
            }
        }
        return violations.build();
    }

    private static boolean deletion(LogEntry entry) {
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
                .map(row -> violation("the row of %s is %s %s, not what its log ends with"
                        .formatted(row.name(), row.id(), row.json())));
    }
}
