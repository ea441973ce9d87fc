package org.operationsgateway.robustness.promise;

import java.util.Optional;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The promise that the first revision after a {@code Last-Event-ID} is its successor, on any replica.
 *
 * <p>A reset is correct only for an id of another incarnation, or for an invalid id. A status 404 is correct only for
 * an operation that was deleted.
 */
record Resumable() implements Promise {

    @Override
    public String text() {
        return "the first revision after a Last-Event-ID is its successor";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.operationSubscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .flatMap(connection -> response(history.log(), subscription, connection)
                                .map(text -> violation("%s: %s"
                                        .formatted(text, DeliveredRevisions.describe(subscription, connection))))
                                .stream()));
    }

    private static Optional<String> response(Log log, Subscription subscription, Connection connection) {
        return switch (connection.status()) {
            case 200 -> stream(log, connection);
            case 204 -> resumesAfterDoneState(log, connection) ? Optional.empty() : Optional.of("204 before the end");
            case 404 ->
                log.hasDeletion(subscription.target())
                        ? Optional.empty()
                        : Optional.of("404 for an operation that exists");
            default -> Optional.empty();
        };
    }

    private static boolean resumesAfterDoneState(Log log, Connection connection) {
        return resumedAfter(connection)
                .map(log::entry)
                .filter(LogEntry::terminal)
                .isPresent();
    }

    private static Optional<EventId> resumedAfter(Connection connection) {
        return Optional.ofNullable(connection.lastEventId()).flatMap(EventId::parse);
    }

    private static Optional<String> stream(Log log, Connection connection) {
        Optional<ReceivedEvent> first = connection.events().stream()
                .filter(event -> event.isState() || event.type().equals("reset"))
                .findFirst();
        if (first.isEmpty() || connection.lastEventId() == null) {
            return Optional.empty();
        }
        boolean reset = first.get().type().equals("reset");
        Optional<EventId> resumedAfter = resumedAfter(connection);
        if (resumedAfter.isEmpty()) {
            return reset ? Optional.empty() : Optional.of("no reset after the invalid id " + connection.lastEventId());
        }
        return reset ? reset(log, resumedAfter.get()) : successor(resumedAfter.get(), first.get());
    }

    private static Optional<String> reset(Log log, EventId resumedAfter) {
        boolean correct = log.entry(resumedAfter) == null || log.isDeleted(resumedAfter.incarnation());
        return correct ? Optional.empty() : Optional.of("reset after " + resumedAfter + ", which is in the log");
    }

    private static Optional<String> successor(EventId resumedAfter, ReceivedEvent first) {
        boolean follows = EventId.parse(first.lastEventId())
                .filter(resumedAfter.next()::equals)
                .isPresent();
        return follows ? Optional.empty() : Optional.of(first.lastEventId() + " followed " + resumedAfter);
    }
}
