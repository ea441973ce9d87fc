package org.operationsgateway.robustness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.history.period.InjectedFault;

/**
 * The size of a run.
 *
 * @param operations the number of incarnations in the log
 * @param revisions the number of entries in the log
 * @param connections the number of streams
 * @param reconnects the number of streams that resumed
 * @param events the number of delivered events
 * @param writes the number of writes by outcome
 * @param answers the number of responses to subscribers by status
 * @param faults the number of faults by kind
 */
public record Counts(
        long operations,
        long revisions,
        long subscribers,
        long connections,
        long reconnects,
        long events,
        Map<Write.Outcome, Long> writes,
        Map<Integer, Long> answers,
        Map<String, Long> faults) {

    private static final long MIN_OPERATIONS_PER_TEN_SECONDS = 5;
    private static final long MIN_EVENTS_PER_TEN_SECONDS = 200;
    private static final long MIN_RECONNECTS_PER_TEN_SECONDS = 5;
    private static final long MIN_FAULTS_PER_TWENTY_SECONDS = 1;

    /** Counts the elements of a history. */
    public static Counts of(History history) {
        List<Connection> connections = history.subscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream())
                .toList();
        return new Counts(
                history.log().chains().size(),
                history.log().entries().size(),
                history.subscriptions().size(),
                connections.stream().filter(Connection::isStream).count(),
                connections.stream()
                        .filter(connection -> connection.isStream() && connection.lastEventId() != null)
                        .count(),
                connections.stream()
                        .mapToLong(connection -> connection.events().size())
                        .sum(),
                history.writes().stream()
                        .collect(Collectors.groupingBy(Write::outcome, TreeMap::new, Collectors.counting())),
                connections.stream()
                        .collect(Collectors.groupingBy(Connection::status, TreeMap::new, Collectors.counting())),
                history.faults().stream()
                        .collect(Collectors.groupingBy(InjectedFault::kind, TreeMap::new, Collectors.counting())));
    }

    /** Returns a message for each count that is too small for the duration of the run; empty if there is none. */
    public List<String> shortfalls(long seconds) {
        List<String> shortfalls = new ArrayList<>();
        atLeast(shortfalls, "operations", operations, MIN_OPERATIONS_PER_TEN_SECONDS * seconds / 10);
        atLeast(shortfalls, "events", events, MIN_EVENTS_PER_TEN_SECONDS * seconds / 10);
        atLeast(shortfalls, "reconnects", reconnects, MIN_RECONNECTS_PER_TEN_SECONDS * seconds / 10);
        long injected = faults.values().stream().mapToLong(Long::longValue).sum();
        atLeast(shortfalls, "faults", injected, MIN_FAULTS_PER_TWENTY_SECONDS * seconds / 20);
        return shortfalls;
    }

    private static void atLeast(List<String> shortfalls, String unit, long count, long minimum) {
        if (count < minimum) {
            shortfalls.add("only %d %s, at least %d are required".formatted(count, unit, minimum));
        }
    }
}
