package org.operationsgateway.robustness.promise;

import java.time.Duration;
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
 * <p>A reset is correct only for an id of another incarnation, for an id that the database has lost, or for an invalid
 * id. A status 404 is correct only for an operation that was deleted, or of which the database has lost revisions.
 */
record Resumable() implements Promise {

    private static final Duration TOLERANCE = Duration.ofSeconds(10);

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
        String name = subscription.target();
        return switch (connection.status()) {
            case 200 -> stream(log, connection);
            case 204 -> resumesAfterDoneState(log, connection) ? Optional.empty() : Optional.of("204 before the end");
            case 404 ->
                log.hasDeletion(name) || log.hasLost(name)
                        ? Optional.empty()
                        : Optional.of("404 for an operation that exists");
            default -> Optional.empty();
        };
    }

    private static boolean resumesAfterDoneState(Log log, Connection connection) {
        String id = connection.lastEventId();
        return id != null && log.entries(id).stream().anyMatch(LogEntry::terminal);
    }

    private static Optional<String> stream(Log log, Connection connection) {
        Optional<ReceivedEvent> first = connection.events().stream()
                .filter(event -> event.isState() || event.type().equals("reset"))
                .findFirst();
        String id = connection.lastEventId();
        if (first.isEmpty() || id == null) {
            return Optional.empty();
        }
        boolean reset = first.get().type().equals("reset");
        Optional<EventId> resumedAfter = EventId.parse(id);
        if (resumedAfter.isEmpty()) {
            return reset ? Optional.empty() : Optional.of("no reset after the invalid id " + id);
        }
        return reset ? reset(log, id, connection) : successor(log, id, resumedAfter.get(), first.get());
    }

    private static Optional<String> reset(Log log, String id, Connection connection) {
        boolean kept = log.entries(id).stream()
                .anyMatch(
                        entry -> !log.isLost(entry) && !log.isDeleted(entry.id().incarnation()));
        return kept && !historyChanged(log, connection)
                ? Optional.of("reset after " + id + ", which is in the log")
                : Optional.empty();
    }

    /** Returns whether the database lost changes while a connection was open, or shortly before. */
    private static boolean historyChanged(Log log, Connection connection) {
        return log.lost().stream()
                .anyMatch(lost -> lost.until().isAfter(connection.opened().minus(TOLERANCE))
                        && lost.from().isBefore(connection.ended()));
    }

    private static Optional<String> successor(Log log, String id, EventId resumedAfter, ReceivedEvent first) {
        if (EventId.parse(first.lastEventId())
                .filter(resumedAfter.next()::equals)
                .isEmpty()) {
            return Optional.of(first.lastEventId() + " followed " + id);
        }
        boolean lost = isOnlyLost(log, id) && !isOnlyLost(log, first.lastEventId());
        return lost ? Optional.of(first.lastEventId() + " followed the lost revision " + id) : Optional.empty();
    }

    private static boolean isOnlyLost(Log log, String id) {
        return log.entries(id).stream().allMatch(log::isLost);
    }
}
