package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.period.Outage;
import org.operationsgateway.robustness.history.period.RowLock;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The promise that an operation of a silent producer ends in time, whatever rows other sessions have locked. The time
 * counts from the last renewal of the lease or from the cancellation request, or from the end of an outage of the
 * database, or of a lock on the row of the operation.
 *
 * @param limit the maximum time, with the length of the lease and of the grace period
 */
record Expired(Duration limit) implements Promise {

    private static final String ABANDONED = "abandoned/";
    private static final String CANCELLED = "abandoned/cancelled/";

    @Override
    public String text() {
        return "the operation of a silent producer ends in time";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.log().chains().stream()
                .filter(chain -> chain.getFirst().name().startsWith(ABANDONED))
                .flatMap(chain -> late(history, chain));
    }

    private Stream<Violation> late(History history, List<LogEntry> chain) {
        boolean ended = chain.getLast().terminal();
        if (ended && chain.size() == 1) {
            return Stream.empty();
        }
        LogEntry renewal = ended ? chain.get(chain.size() - 2) : chain.getLast();
        if (isWithoutEnd(renewal)) {
            return Stream.empty();
        }
        Instant end = ended ? chain.getLast().time() : history.end();
        Instant deadline = lastObstacle(history, renewal, end).plus(limit);
        return end.isAfter(deadline)
                ? Stream.of(violation("%s changed last at %s and %s at %s"
                        .formatted(renewal.name(), renewal.time(), ended ? "ended" : "was still running", end)))
                : Stream.empty();
    }

    /** Returns whether the gateway does not end an operation: the database has lost its cancellation request. */
    private static boolean isWithoutEnd(LogEntry last) {
        return last.name().startsWith(CANCELLED) && last.change() != LogEntry.Change.CANCEL_REQUESTED;
    }

    private static Instant lastObstacle(History history, LogEntry renewal, Instant end) {
        Stream<Instant> outages = history.periods(Outage.class)
                .filter(outage -> outage.overlaps(renewal.time(), end))
                .map(Outage::until);
        Stream<Instant> locks = history.periods(RowLock.class)
                .filter(lock -> lock.operations().contains(renewal.name()) && lock.overlaps(renewal.time(), end))
                .map(RowLock::until);
        return Stream.concat(outages, locks)
                .filter(renewal.time()::isBefore)
                .max(Instant::compareTo)
                .orElse(renewal.time());
    }
}
