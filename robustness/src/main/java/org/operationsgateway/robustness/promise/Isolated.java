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
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.history.period.ReaderStall;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The promise that a stalled reader does not delay the other readers of its operation.
 *
 * @param limit the maximum time from the commit of a revision to its arrival
 */
record Isolated(Duration limit) implements Promise {

    @Override
    public String text() {
        return "a stalled reader does not delay other readers";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.periods(ReaderStall.class).flatMap(stall -> violations(history, stall));
    }

    private Stream<Violation> violations(History history, ReaderStall stall) {
        return history.operationSubscriptions().stream()
                .filter(subscription -> subscription.pace() == Subscription.Pace.NORMAL)
                .filter(subscription -> subscription.target().equals(stall.operation()))
                .flatMap(subscription -> subscription.connections().stream()
                        .filter(connection -> connection.isStream()
                                && connection.opened().isBefore(stall.from())
                                && connection.ended().isAfter(stall.from()))
                        .flatMap(connection -> firstLate(history, stall, subscription, connection)));
    }

    private Stream<Violation> firstLate(
            History history, ReaderStall stall, Subscription subscription, Connection connection) {
        NavigableMap<Long, Instant> arrivals = arrivals(connection);
        return history.log().chains(stall.operation()).stream()
                .flatMap(chain -> chain.stream()
                        .filter(entry -> isDuring(stall, entry))
                        .filter(entry -> isLate(entry, arrival(arrivals, entry), connection)))
                .limit(1)
                .map(entry -> violation("%s was committed at %s and arrived at %s: %s"
                        .formatted(
                                entry.id(),
                                entry.time(),
                                arrival(arrivals, entry),
                                DeliveredRevisions.describe(subscription, connection))));
    }

    private static NavigableMap<Long, Instant> arrivals(Connection connection) {
        NavigableMap<Long, Instant> arrivals = new TreeMap<>();
        connection.events().stream()
                .filter(ReceivedEvent::isState)
                .forEach(event -> EventId.parse(event.lastEventId())
                        .ifPresent(id -> arrivals.putIfAbsent(id.revision(), event.time())));
        return arrivals;
    }

    /** Returns the arrival of a revision, or else of the next one: {@link Reliable} reports skipped revisions. */
    private static @Nullable Instant arrival(NavigableMap<Long, Instant> arrivals, LogEntry entry) {
        Map.Entry<Long, Instant> arrival = arrivals.ceilingEntry(entry.id().revision());
        return arrival == null ? null : arrival.getValue();
    }

    private static boolean isDuring(ReaderStall stall, LogEntry entry) {
        return entry.change() != LogEntry.Change.DELETED
                && entry.time().isAfter(stall.from())
                && entry.time().isBefore(stall.until());
    }

    private boolean isLate(LogEntry entry, @Nullable Instant arrival, Connection connection) {
        Instant deadline = entry.time().plus(limit);
        return arrival == null ? connection.ended().isAfter(deadline) : arrival.isAfter(deadline);
    }
}
