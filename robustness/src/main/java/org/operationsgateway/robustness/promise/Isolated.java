package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReaderStall;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * While one reader stalls, the others of the same operation go on being served.
 *
 * @param bound how long after its commit a revision may come
 */
record Isolated(Duration bound) implements Promise {

    @Override
    public String text() {
        return "a stalled reader holds up nobody else";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return history.stalls().stream().flatMap(stall -> broken(history, stall));
    }

    private Stream<Violation> broken(History history, ReaderStall stall) {
        return history.ofOperations().stream()
                .filter(subscription -> subscription.pace() == Subscription.Pace.NORMAL)
                .filter(subscription -> subscription.target().equals(stall.operation()))
                .flatMap(subscription -> subscription.connections().stream()
                        .filter(connection -> connection.stream()
                                && connection.opened().isBefore(stall.from())
                                && connection.ended().isAfter(stall.from()))
                        .flatMap(connection -> late(history, stall, subscription, connection)));
    }

    private Stream<Violation> late(
            History history, ReaderStall stall, Subscription subscription, Connection connection) {
        NavigableMap<Long, Instant> arrivals = arrivals(connection);
        return history.log().chains(stall.operation()).stream()
                .flatMap(chain -> chain.stream()
                        .filter(entry -> during(stall, entry))
                        .filter(entry -> late(entry, arrived(arrivals, entry), connection)))
                .limit(1)
                .map(entry -> violation("%s, committed at %s, came at %s: %s"
                        .formatted(
                                entry.id(),
                                entry.time(),
                                arrived(arrivals, entry),
                                DeliveredRevisions.where(subscription, connection))));
    }

    private static NavigableMap<Long, Instant> arrivals(Connection connection) {
        NavigableMap<Long, Instant> arrivals = new TreeMap<>();
        connection.events().stream()
                .filter(ReceivedEvent::message)
                .forEach(event -> EventId.parse(event.lastEventId())
                        .ifPresent(id -> arrivals.putIfAbsent(id.revision(), event.at())));
        return arrivals;
    }

    /** When this revision came, or else a later one: to skip one is another matter. */
    private static @Nullable Instant arrived(NavigableMap<Long, Instant> arrivals, LogEntry entry) {
        Map.Entry<Long, Instant> arrival = arrivals.ceilingEntry(entry.id().revision());
        return arrival == null ? null : arrival.getValue();
    }

    private static boolean during(ReaderStall stall, LogEntry entry) {
        return entry.change() != LogEntry.Change.DELETED
                && entry.time().isAfter(stall.from())
                && entry.time().isBefore(stall.until());
    }

    private boolean late(LogEntry entry, @Nullable Instant arrived, Connection connection) {
        Instant deadline = entry.time().plus(bound);
        return arrived == null ? connection.ended().isAfter(deadline) : arrived.isAfter(deadline);
    }
}
