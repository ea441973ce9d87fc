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
 * What follows a Last-Event-ID is its successor, on any replica; a reset is only for an id of another life, or for one
 * that is none. An operation that was never deleted is always found.
 */
record Resumable() implements Promise {

    @Override
    public String text() {
        return "what follows a Last-Event-ID is its successor";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return history.ofOperations().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .flatMap(connection -> broken(history.log(), subscription, connection)
                                .map(text ->
                                        violation("%s: %s".formatted(text, DeliveredRevisions.where(subscription, connection))))
                                .stream()));
    }

    private static Optional<String> broken(Log log, Subscription subscription, Connection connection) {
        return switch (connection.status()) {
            case 200 -> stream(log, connection);
            case 204 -> resumesAfterTheEnd(log, connection) ? Optional.empty() : Optional.of("204 before the end");
            case 404 ->
                log.everDeleted(subscription.target())
                        ? Optional.empty()
                        : Optional.of("404 for an operation that is there");
            default -> Optional.empty();
        };
    }

    private static boolean resumesAfterTheEnd(Log log, Connection connection) {
        return seen(connection).map(log::entry).filter(LogEntry::terminal).isPresent();
    }

    private static Optional<EventId> seen(Connection connection) {
        return Optional.ofNullable(connection.lastEventId()).flatMap(EventId::parse);
    }

    private static Optional<String> stream(Log log, Connection connection) {
        Optional<ReceivedEvent> first = connection.events().stream()
                .filter(event -> event.message() || event.type().equals("reset"))
                .findFirst();
        if (first.isEmpty() || connection.lastEventId() == null) {
            return Optional.empty();
        }
        boolean reset = first.get().type().equals("reset");
        Optional<EventId> seen = seen(connection);
        if (seen.isEmpty()) {
            return reset ? Optional.empty() : Optional.of("no reset after the id " + connection.lastEventId());
        }
        return reset ? reset(log, seen.get()) : successor(seen.get(), first.get());
    }

    private static Optional<String> reset(Log log, EventId seen) {
        boolean justified = log.entry(seen) == null || log.deleted(seen.incarnation());
        return justified ? Optional.empty() : Optional.of("reset after " + seen + ", which the log holds");
    }

    private static Optional<String> successor(EventId seen, ReceivedEvent first) {
        boolean follows =
                EventId.parse(first.lastEventId()).filter(seen.next()::equals).isPresent();
        return follows ? Optional.empty() : Optional.of(first.lastEventId() + " followed " + seen);
    }
}
