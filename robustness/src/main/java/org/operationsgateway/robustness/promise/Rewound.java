package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.log.LogEntry;
import org.operationsgateway.robustness.log.LostHistory;

/**
 * The promise that a stream which has received lost revisions is reset, before it receives other revisions and within a
 * limit, and that nobody receives a lost revision after the first write of the next history was acknowledged.
 *
 * @param limit the maximum time from the succession of a server to a reset, and of the delivery of a lost revision
 */
record Rewound(Duration limit) implements Promise {

    @Override
    public String text() {
        return "a stream with lost revisions is reset, and nobody receives them later";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.log().lost().stream().flatMap(lost -> {
            Instant latest = firstWrite(history, lost).plus(limit);
            return history.subscriptions().stream()
                    .flatMap(subscription -> subscription.connections().stream()
                            .flatMap(connection -> problems(history, lost, latest, subscription, connection)
                                    .map(text -> violation("%s: %s"
                                            .formatted(text, DeliveredRevisions.describe(subscription, connection))))));
        });
    }

    private static Instant firstWrite(History history, LostHistory lost) {
        return history.writes().stream()
                .filter(write -> write.outcome() == Write.Outcome.ACKNOWLEDGED
                        && write.started().isAfter(lost.until()))
                .map(Write::ended)
                .min(Instant::compareTo)
                .orElse(history.end());
    }

    private static Stream<String> problems(
            History history, LostHistory lost, Instant latest, Subscription subscription, Connection connection) {
        List<String> problems = new ArrayList<>();
        LogEntry lostEntry = null;
        for (ReceivedEvent event : connection.events()) {
            if (event.type().equals("reset") || event.type().equals("deleted")) {
                lostEntry = null;
            }
            LogEntry entry = DeliveredRevisions.entry(event, subscription.kind(), history.log());
            if (entry != null && isIn(lost, entry, history)) {
                late(subscription, event, entry, latest).ifPresent(problems::add);
                lostEntry = entry;
            } else if (entry != null && lostEntry != null && isLater(entry, lostEntry, lost)) {
                problems.add("%s followed the lost revision %s".formatted(entry.id(), lostEntry.id()));
                lostEntry = null;
            }
        }
        unended(connection, lostEntry, latest).ifPresent(problems::add);
        return problems.stream();
    }

    private static boolean isIn(LostHistory lost, LogEntry entry, History history) {
        return history.log().isLost(entry) && lost.entries().contains(entry);
    }

    /** A slow reader reads revisions late from its buffers. */
    private static Optional<String> late(
            Subscription subscription, ReceivedEvent event, LogEntry entry, Instant latest) {
        return event.time().isAfter(latest) && subscription.pace() == Subscription.Pace.NORMAL
                ? Optional.of("the lost revision %s arrived at %s".formatted(entry.id(), event.time()))
                : Optional.empty();
    }

    private static boolean isLater(LogEntry entry, LogEntry lostEntry, LostHistory lost) {
        return entry.time().isAfter(lost.until()) && entry.name().equals(lostEntry.name());
    }

    private static Optional<String> unended(Connection connection, @Nullable LogEntry lostEntry, Instant latest) {
        if (lostEntry == null
                || connection.ending() == Connection.Ending.SERVER
                || !connection.ended().isAfter(latest)) {
            return Optional.empty();
        }
        return Optional.of(
                "no reset after the lost revision %s until %s".formatted(lostEntry.id(), connection.ended()));
    }
}
