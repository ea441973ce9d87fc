package org.operationsgateway.robustness.promise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The revisions of received events.
 *
 * <p>On the stream of an operation, the event id contains the revision. On the stream of a collection the event id is a
 * cursor, and the state itself identifies the revision, because no two states are equal.
 */
final class DeliveredRevisions {

    private DeliveredRevisions() {}

    /** Returns the revision of an event; empty if the event has no state, or if the log has no such revision. */
    static Optional<EventId> revision(ReceivedEvent event, Subscription.Kind kind, Log log) {
        if (!event.isState()) {
            return Optional.empty();
        }
        return switch (kind) {
            case OPERATION -> EventId.parse(event.lastEventId());
            case COLLECTION -> Optional.ofNullable(log.entry(event.data())).map(LogEntry::id);
        };
    }

    /** Returns the log entry of an event, also a lost one; null if the event has no committed state. */
    static @Nullable LogEntry entry(ReceivedEvent event, Subscription.Kind kind, Log log) {
        if (!event.isState()) {
            return null;
        }
        return switch (kind) {
            case OPERATION ->
                log.entries(event.lastEventId()).stream()
                        .filter(entry -> entry.json().equals(event.data()))
                        .findFirst()
                        .orElse(null);
            case COLLECTION -> log.entry(event.data());
        };
    }

    /** Returns the violations of all connections. The validator gets the revisions between two resets, in order. */
    static Stream<Violation> validate(History history, BiFunction<String, List<EventId>, Stream<Violation>> validator) {
        return history.subscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .flatMap(connection -> betweenResets(connection, subscription.kind(), history.log()).stream()
                                .flatMap(revisions -> validator.apply(describe(subscription, connection), revisions))));
    }

    private static List<List<EventId>> betweenResets(Connection connection, Subscription.Kind kind, Log log) {
        List<List<EventId>> parts = new ArrayList<>();
        List<EventId> part = new ArrayList<>();
        Map<Long, EventId> latest = new HashMap<>();
        parts.add(part);
        for (ReceivedEvent event : connection.events()) {
            if (event.type().equals("reset")) {
                part = new ArrayList<>();
                latest.clear();
                parts.add(part);
            }
            EventId id = revision(event, kind, log).orElse(null);
            if (id != null) {
                EventId previous = latest.get(id.incarnation());
                List<EventId> delivered = kind == Subscription.Kind.COLLECTION && previous != null
                        ? withRequest(previous, id, log)
                        : List.of(id);
                part.addAll(delivered);
                latest.put(id.incarnation(), delivered.getLast());
            }
        }
        return parts;
    }

    /**
     * Returns the delivered revisions after a previous one. A cancellation request repeats the state of the revision
     * before it, so only the order distinguishes the two on the stream of a collection.
     */
    private static List<EventId> withRequest(EventId previous, EventId id, Log log) {
        EventId request = previous.next();
        boolean requested = log.entries(request.toString()).stream()
                .anyMatch(entry -> entry.change() == LogEntry.Change.CANCEL_REQUESTED);
        if (!requested) {
            return List.of(id);
        }
        if (id.equals(previous)) {
            return List.of(request);
        }
        return id.equals(request.next()) ? List.of(request, id) : List.of(id);
    }

    /** Returns a description of a connection, for a violation. */
    static String describe(Subscription subscription, Connection connection) {
        return "%s of %s on %s at %s"
                .formatted(
                        subscription.subscriber(),
                        subscription.target().isEmpty() ? "all operations" : subscription.target(),
                        connection.replica(),
                        connection.opened());
    }
}
