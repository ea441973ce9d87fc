package org.operationsgateway.robustness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.InjectedFault;
import org.operationsgateway.robustness.history.Write;

/**
 * How much a run did.
 *
 * @param operations lives of operations in the log
 * @param revisions entries of the log
 * @param connections streams that were opened
 * @param reconnects those of them that resumed
 * @param events events that were delivered
 * @param writes attempts to write, by what they were told
 * @param answers answers to subscribers, by status
 * @param faults by kind
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

    private static final long OPERATIONS_IN_TEN_SECONDS = 5;
    private static final long EVENTS_IN_TEN_SECONDS = 200;
    private static final long RECONNECTS_IN_TEN_SECONDS = 5;
    private static final long FAULTS_IN_TEN_SECONDS = 1;

    /** Counts. */
    public static Counts of(History history) {
        List<Connection> connections = history.subscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream())
                .toList();
        return new Counts(
                history.log().chains().size(),
                history.log().entries().size(),
                history.subscriptions().size(),
                connections.stream().filter(Connection::stream).count(),
                connections.stream()
                        .filter(connection -> connection.stream() && connection.lastEventId() != null)
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

    /** In what the run did too little to say anything; empty if it did enough. */
    public List<String> tooFew(long seconds) {
        List<String> shortcomings = new ArrayList<>();
        atLeast(shortcomings, "operations", operations, OPERATIONS_IN_TEN_SECONDS * seconds / 10);
        atLeast(shortcomings, "events", events, EVENTS_IN_TEN_SECONDS * seconds / 10);
        atLeast(shortcomings, "reconnects", reconnects, RECONNECTS_IN_TEN_SECONDS * seconds / 10);
        long injected = faults.values().stream().mapToLong(Long::longValue).sum();
        atLeast(shortcomings, "faults", injected, FAULTS_IN_TEN_SECONDS * seconds / 10 / 2);
        return shortcomings;
    }

    private static void atLeast(List<String> shortcomings, String what, long count, long minimum) {
        if (count < minimum) {
            shortcomings.add("only %d %s, not %d".formatted(count, what, minimum));
        }
    }
}
