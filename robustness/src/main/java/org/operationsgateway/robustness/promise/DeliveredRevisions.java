package org.operationsgateway.robustness.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The revisions that a connection delivered, as far as they can be told.
 *
 * <p>On the stream of one operation, the event's id says which. On that of a collection the id is a cursor, and the
 * state itself says which, because no two states are the same.
 */
final class DeliveredRevisions {

    private DeliveredRevisions() {}

    /** The revision of an event; empty if it is no state, or one that never was. */
    static Optional<EventId> of(ReceivedEvent event, Subscription.Kind kind, Log log) {
        if (!event.message()) {
            return Optional.empty();
        }
        return switch (kind) {
            case OPERATION -> EventId.parse(event.lastEventId());
            case COLLECTION -> Optional.ofNullable(log.entry(event.data())).map(LogEntry::id);
        };
    }

    /** The revisions between two resets, or between a reset and the beginning or end, in the order they came. */
    static List<List<EventId>> runs(Connection connection, Subscription.Kind kind, Log log) {
        List<List<EventId>> runs = new ArrayList<>();
        List<EventId> run = new ArrayList<>();
        runs.add(run);
        for (ReceivedEvent event : connection.events()) {
            if (event.type().equals("reset")) {
                run = new ArrayList<>();
                runs.add(run);
            }
            of(event, kind, log).ifPresent(run::add);
        }
        return runs;
    }

    /** Judges each run of each connection. */
    static Stream<Violation> judge(History history, BiFunction<String, List<EventId>, Stream<Violation>> judge) {
        return history.subscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .flatMap(connection -> runs(connection, subscription.kind(), history.log()).stream()
                                .flatMap(run -> judge.apply(where(subscription, connection), run))));
    }

    /** Says which connection it was. */
    static String where(Subscription subscription, Connection connection) {
        return "%s of %s on %s at %s"
                .formatted(
                        subscription.subscriber(),
                        subscription.target().isEmpty() ? "everything" : subscription.target(),
                        connection.replica(),
                        connection.opened());
    }
}
