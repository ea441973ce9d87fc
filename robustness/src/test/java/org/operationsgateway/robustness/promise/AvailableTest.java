package org.operationsgateway.robustness.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.robustness.promise.HistoryBuilder.NAME;
import static org.operationsgateway.robustness.promise.HistoryBuilder.at;
import static org.operationsgateway.robustness.promise.HistoryBuilder.entry;
import static org.operationsgateway.robustness.promise.HistoryBuilder.event;
import static org.operationsgateway.robustness.promise.HistoryBuilder.json;
import static org.operationsgateway.robustness.promise.HistoryBuilder.write;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.history.period.AbortedRequests;
import org.operationsgateway.robustness.history.period.RowLock;
import org.operationsgateway.robustness.log.LogEntry;

/** Histories with aborted requests and locked rows, which delay somebody. */
class AvailableTest {

    private final HistoryBuilder builder = new HistoryBuilder();

    @Test
    void anUnansweredWriteDuringAbortedRequestsBreaksAvailable() {
        builder.writes.add(write(77, Write.Outcome.UNKNOWN));
        builder.periods.add(new AbortedRequests(at(76), at(78), 1, List.of()));
        assertThat(builder.brokenPromises()).containsExactly("Available");
    }

    @Test
    void aWriteThatIsAnsweredLateDuringAbortedRequestsBreaksAvailable() {
        builder.writes.set(1, new Write(2, Write.Kind.UPDATE, NAME, Write.Outcome.ACKNOWLEDGED, json(2), at(2), at(8)));
        builder.periods.add(new AbortedRequests(at(1), at(9), 1, List.of()));
        assertThat(builder.brokenPromises()).containsExactly("Available");
    }

    @Test
    void anUnansweredWriteOfAnotherOperationDuringALockBreaksAvailable() {
        builder.writes.add(write(77, Write.Outcome.UNKNOWN));
        builder.periods.add(new RowLock(at(76), at(78), Set.of(NAME)));
        assertThat(builder.brokenPromises()).isEmpty();
        builder.periods.add(new RowLock(at(76), at(78), Set.of("tenants/t/operations/b")));
        assertThat(builder.brokenPromises()).containsExactly("Available");
    }

    @Test
    void aFailedProbeDuringAbortedRequestsBreaksAvailable() {
        builder.periods.add(
                new AbortedRequests(at(76), at(78), 1, List.of(new AbortedRequests.FailedProbe("replica-1", at(77)))));
        assertThat(builder.brokenPromises()).containsExactly("Available");
    }

    @Test
    void aStreamThatBeginsLateDuringAbortedRequestsBreaksAvailable() {
        builder.eventsAfterReconnect.replaceAll(
                event -> new ReceivedEvent(at(8.5), event.type(), event.lastEventId(), event.data()));
        builder.periods.set(0, new AbortedRequests(at(2.5), at(9), 1, List.of()));
        assertThat(builder.brokenPromises()).containsExactly("Available");
    }

    @Test
    void aResumedStreamIsNotLateWhileThereIsNoNextRevision() {
        LogEntry late = new LogEntry(entry(3).id(), LogEntry.Change.STATE, NAME, false, json(3), at(8.4));
        builder.log.set(2, late);
        builder.eventsAfterReconnect.replaceAll(
                event -> new ReceivedEvent(at(8.5), event.type(), event.lastEventId(), event.data()));
        builder.periods.set(0, new AbortedRequests(at(2.5), at(20), 1, List.of()));
        assertThat(builder.brokenPromises()).doesNotContain("Available");
    }
}
