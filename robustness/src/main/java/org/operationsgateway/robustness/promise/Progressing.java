package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.history.period.OpenTransaction;
import org.operationsgateway.robustness.history.period.Outage;
import org.operationsgateway.robustness.history.period.RowLock;

/**
 * The promise that a collection stream continues from a recent cursor: it does not start over again and again. The log
 * after a recent cursor is not purged, so a stream starts over only if it is too far behind, or once when a transaction
 * ends that was in progress at the cursor, or when the database has lost changes.
 *
 * @param minAge the age of a cursor up to which the log is certainly complete
 */
record Progressing(Duration minAge) implements Promise {

    /** The maximum time from the snapshot of a cursor to its arrival, and from a commit to its record. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    @Override
    public String text() {
        return "a collection stream continues from a recent cursor";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.collectionSubscriptions().stream().flatMap(subscription -> resets(history, subscription));
    }

    private Stream<Violation> resets(History history, Subscription subscription) {
        Stream.Builder<Violation> violations = Stream.builder();
        String cursor = "";
        Instant received = null;
        for (Connection connection : subscription.connections()) {
            for (ReceivedEvent event : connection.events()) {
                if (event.type().equals("reset") && !isAllowed(history, event, received, connection.opened())) {
                    violations.add(violation("%s after the cursor of %s: %s"
                            .formatted(event.data(), received, DeliveredRevisions.describe(subscription, connection))));
                }
                if (!event.lastEventId().equals(cursor)) {
                    cursor = event.lastEventId();
                    received = event.time();
                }
            }
        }
        return violations.build();
    }

    private boolean isAllowed(
            History history, ReceivedEvent reset, @Nullable Instant cursorReceived, Instant connectionOpened) {
        if (reset.data().contains("LOG_TRUNCATED")) {
            return cursorReceived == null
                    || reset.time().isAfter(cursorReceived.plus(minAge))
                    || transactionEnded(history, cursorReceived, reset.time());
        }
        // A stream without a cursor may start over while it delivers its snapshot.
        Instant start = cursorReceived == null ? connectionOpened : cursorReceived;
        return reset.data().contains("TOO_FAR_BEHIND") || historyChanged(history, start, reset.time());
    }

    private static boolean historyChanged(History history, Instant start, Instant end) {
        return history.log().lost().stream()
                .anyMatch(lost -> lost.until().isAfter(start.minus(TOLERANCE))
                        && lost.from().isBefore(end));
    }

    private static boolean transactionEnded(History history, Instant start, Instant end) {
        Instant earliest = start.minus(TOLERANCE);
        Instant latest = end.plus(TOLERANCE);
        return Stream.of(
                        history.periods(OpenTransaction.class).map(OpenTransaction::until),
                        history.periods(RowLock.class).map(RowLock::until),
                        history.periods(Outage.class).map(Outage::from))
                .flatMap(ends -> ends)
                .anyMatch(time -> time.isAfter(earliest) && time.isBefore(latest));
    }
}
