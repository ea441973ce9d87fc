package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.history.period.AbortedRequests;
import org.operationsgateway.robustness.history.period.Period;
import org.operationsgateway.robustness.history.period.RowLock;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The promise that aborted requests, and locks on the rows of other operations, keep nobody from writing and reading:
 * writes are answered, streams begin, and replicas stay ready.
 *
 * @param limit the maximum time from the request of a write to its answer, and from that of a stream, or from the
 *     revision that it resumes with, to its first event
 */
record Available(Duration limit) implements Promise {

    @Override
    public String text() {
        return "aborted requests and locks of other operations delay no write and no stream";
    }

    @Override
    public Stream<Violation> violations(History history) {
        Stream<Violation> aborted = history.periods(AbortedRequests.class)
                .flatMap(
                        period -> Stream.of(writes(history, period, Set.of()), streams(history, period), probes(period))
                                .flatMap(violations -> violations));
        Stream<Violation> locked =
                history.periods(RowLock.class).flatMap(lock -> writes(history, lock, lock.operations()));
        return Stream.concat(aborted, locked);
    }

    private Stream<Violation> writes(History history, Period period, Set<String> except) {
        return history.writes().stream()
                .filter(this::isUnanswered)
                .filter(write ->
                        write.started().isAfter(period.from()) && write.ended().isBefore(period.until()))
                .filter(write -> !except.contains(write.name()))
                .map(write -> violation("%s of %s, sent at %s, was %s at %s"
                        .formatted(write.kind(), write.name(), write.started(), write.outcome(), write.ended())));
    }

    private boolean isUnanswered(Write write) {
        return write.outcome() == Write.Outcome.UNKNOWN
                || write.ended().isAfter(write.started().plus(limit));
    }

    private Stream<Violation> streams(History history, Period period) {
        return history.operationSubscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .filter(connection -> connection.isStream()
                                && connection.opened().isAfter(period.from())
                                && beganLate(connection, history.log(), period))
                        .map(connection -> violation("no event within %d ms: %s"
                                .formatted(limit.toMillis(), DeliveredRevisions.describe(subscription, connection)))));
    }

    private boolean beganLate(Connection connection, Log log, Period period) {
        Instant latest = due(connection, log).plus(limit);
        Instant first = connection.events().isEmpty()
                ? connection.ended()
                : connection.events().getFirst().time();
        return latest.isBefore(period.until()) && first.isAfter(latest);
    }

    /** Returns the time of the first event: a stream that is resumed has none before the next revision. */
    private static Instant due(Connection connection, Log log) {
        LogEntry next = Optional.ofNullable(connection.lastEventId())
                .flatMap(EventId::parse)
                .map(id -> log.entry(id.next()))
                .orElse(null);
        if (connection.lastEventId() != null && next == null) {
            return connection.ended();
        }
        return next == null || next.time().isBefore(connection.opened()) ? connection.opened() : next.time();
    }

    private Stream<Violation> probes(AbortedRequests period) {
        return period.failedProbes().stream()
                .map(probe -> violation("%s was not ready at %s".formatted(probe.replica(), probe.sent())));
    }
}
