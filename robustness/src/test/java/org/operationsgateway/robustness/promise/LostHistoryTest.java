package org.operationsgateway.robustness.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.robustness.promise.HistoryBuilder.INCARNATION;
import static org.operationsgateway.robustness.promise.HistoryBuilder.NAME;
import static org.operationsgateway.robustness.promise.HistoryBuilder.at;
import static org.operationsgateway.robustness.promise.HistoryBuilder.event;
import static org.operationsgateway.robustness.promise.HistoryBuilder.id;
import static org.operationsgateway.robustness.promise.HistoryBuilder.json;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.LogEntry;
import org.operationsgateway.robustness.log.LostHistory;

/**
 * Tests of the validators with a lost history: the third revision was committed twice, at 2.2 s and at 3 s. The first
 * one is lost, with its acknowledged write and with a fourth revision, which the subscriber did not receive.
 */
class LostHistoryTest {

    private final HistoryBuilder builder = new HistoryBuilder();

    @BeforeEach
    void loseRevisions() {
        LogEntry third = lostEntry(3, 33);
        builder.lost.add(new LostHistory(at(2.1), at(2.8), List.of(third, lostEntry(4, 34))));
        builder.writes.add(
                new Write(33, Write.Kind.UPDATE, NAME, Write.Outcome.ACKNOWLEDGED, third.json(), at(2.2), at(2.25)));
        builder.eventsBeforeReconnect.add(lostEvent(2.3));
        builder.lastEventId = tag(third);
        builder.eventsAfterReconnect.addFirst(event(2, "reset", "{\"reason\":\"OTHER_HISTORY\"}"));
    }

    private static LogEntry lostEntry(long revision, long sequence) {
        return new LogEntry(
                new EventId(INCARNATION, revision), LogEntry.Change.STATE, NAME, false, json(sequence), at(2.2));
    }

    private static ReceivedEvent lostEvent(double seconds) {
        return new ReceivedEvent(at(seconds), "message", tag(lostEntry(3, 33)), json(33));
    }

    /** Returns the event id of an entry with the check of its time. */
    private static String tag(LogEntry entry) {
        long micros = entry.time().toEpochMilli() * 1000;
        String digits = Long.toString(micros % (36L * 36 * 36 * 36 * 36), 36);
        return entry.id() + "-" + "0".repeat(5 - digits.length()) + digits;
    }

    @Test
    void lostRevisionsBeforeAResetBreakNoPromise() {
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aContinuationAfterALostRevisionBreaksResumable() {
        builder.eventsAfterReconnect.remove(1);
        builder.eventsAfterReconnect.removeFirst();
        assertThat(builder.brokenPromises()).contains("Resumable");
    }

    @Test
    void aContinuationOnTheSameConnectionBreaksRewound() {
        builder.lastEventId = id(2);
        builder.eventsAfterReconnect.removeFirst();
        builder.eventsAfterReconnect.addFirst(lostEvent(2.7));
        builder.eventsAfterReconnect.remove(1);
        assertThat(builder.brokenPromises()).containsExactly("Rewound");
    }

    @Test
    void aLostRevisionThatArrivesAfterTheNextHistoryHasBegunBreaksRewound() {
        builder.eventsBeforeReconnect.set(2, lostEvent(9));
        assertThat(builder.brokenPromises()).containsExactly("Rewound");
    }

    @Test
    void aStreamThatStaysAtALostRevisionBreaksRewound() {
        builder.collectionEventsAfterReconnect.clear();
        builder.collectionEventsAfterReconnect.add(new ReceivedEvent(at(2.7), "message", "cursor-3", json(33)));
        assertThat(builder.brokenPromises()).contains("Rewound");
    }

    @Test
    void anAcknowledgedWriteInNoHistoryBreaksAcknowledged() {
        builder.writes.add(
                new Write(35, Write.Kind.UPDATE, NAME, Write.Outcome.ACKNOWLEDGED, json(35), at(2.2), at(2.25)));
        assertThat(builder.brokenPromises()).containsExactly("Acknowledged");
    }

    @Test
    void aLostCancellationRequestWithTheStateOfTheRevisionBeforeItBreaksNoPromise() {
        LogEntry request = new LogEntry(
                new EventId(INCARNATION, 3), LogEntry.Change.CANCEL_REQUESTED, NAME, false, json(2), at(2.3));
        builder.lost.add(new LostHistory(at(2.1), at(2.8), List.of(request)));
        builder.collectionEventsBeforeReconnect.add(new ReceivedEvent(at(2.4), "message", "cursor-2", json(2)));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aCancellationRequestInALostHistoryNeedsNoDoneState() {
        String other = "tenants/t/operations/b";
        builder.writes.add(
                new Write(40, Write.Kind.CANCEL, other, Write.Outcome.ACKNOWLEDGED, "{}", at(2.2), at(2.25)));
        assertThat(builder.brokenPromises()).containsExactly("Acknowledged");
        builder.lost.add(new LostHistory(
                at(2.1),
                at(2.8),
                List.of(new LogEntry(
                        new EventId(7, 2), LogEntry.Change.CANCEL_REQUESTED, other, false, "{}", at(2.2)))));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aWriteInTwoHistoriesBreaksAcknowledged() {
        builder.lost.add(new LostHistory(at(2.1), at(2.8), List.of(lostEntry(4, 3))));
        assertThat(builder.brokenPromises()).contains("Acknowledged");
    }

    @Test
    void aDoneStateThatTheDatabaseHasLostMayBeFollowedByAReset() {
        String json = json(36).replace("false", "true");
        LogEntry done = new LogEntry(new EventId(INCARNATION, 3), LogEntry.Change.STATE, NAME, true, json, at(2.3));
        builder.lost.add(new LostHistory(at(2.1), at(2.8), List.of(done)));
        builder.eventsBeforeReconnect.clear();
        builder.eventsBeforeReconnect.add(new ReceivedEvent(at(2.4), "message", tag(done), json));
        builder.eventsBeforeReconnect.add(event(2, "reset", "{\"reason\":\"OTHER_HISTORY\"}"));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aResetAfterADoneStateInTheLogBreaksTerminal() {
        builder.eventsAfterReconnect.add(3, event(5, "reset", "{\"reason\":\"OTHER_HISTORY\"}"));
        builder.eventsAfterReconnect.add(4, event(5, "message", json(5)));
        builder.eventsAfterReconnect.add(3, event(5, "message", json(5)));
        assertThat(builder.brokenPromises()).contains("Terminal");
    }

    @Test
    void aLostRevisionWithTheIncarnationOfAnotherOperationDoesNotBreakBookmarksBehind() {
        String lost = json(40).replace("operations/a", "operations/b");
        LogEntry other = new LogEntry(
                new EventId(INCARNATION, 4), LogEntry.Change.STATE, "tenants/t/operations/b", false, lost, at(2.3));
        builder.lost.add(new LostHistory(at(2.1), at(2.8), List.of(other)));
        builder.collectionEventsBeforeReconnect.add(new ReceivedEvent(at(2.4), "message", "cursor-2", lost));
        builder.collectionEventsAfterReconnect.addFirst(event(2, "reset", "{\"reason\":\"OTHER_HISTORY\"}"));
        assertThat(builder.brokenPromises()).doesNotContain("BookmarksBehind");
    }

    @Test
    void aResetDuringAFirstSnapshotAfterALostHistoryDoesNotBreakProgressing() {
        builder.collectionEventsBeforeReconnect.clear();
        builder.collectionEventsBeforeReconnect.add(
                new ReceivedEvent(at(2.4), "reset", "", "{\"reason\":\"OTHER_HISTORY\"}"));
        assertThat(builder.brokenPromises()).doesNotContain("Progressing");
    }
}
