package org.operationsgateway.robustness.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.robustness.promise.HistoryBuilder.INCARNATION;
import static org.operationsgateway.robustness.promise.HistoryBuilder.NAME;
import static org.operationsgateway.robustness.promise.HistoryBuilder.at;
import static org.operationsgateway.robustness.promise.HistoryBuilder.collectionState;
import static org.operationsgateway.robustness.promise.HistoryBuilder.entry;
import static org.operationsgateway.robustness.promise.HistoryBuilder.event;
import static org.operationsgateway.robustness.promise.HistoryBuilder.id;
import static org.operationsgateway.robustness.promise.HistoryBuilder.json;
import static org.operationsgateway.robustness.promise.HistoryBuilder.state;
import static org.operationsgateway.robustness.promise.HistoryBuilder.write;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.robustness.history.Connection.Ending;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.history.period.OpenTransaction;
import org.operationsgateway.robustness.history.period.Outage;
import org.operationsgateway.robustness.history.period.RowLock;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.LogEntry;

/** Tests of the validators, each with a history that breaks one promise. */
class PromiseTest {

    private HistoryBuilder builder;

    @BeforeEach
    void createBuilder() {
        builder = new HistoryBuilder();
    }

    @Test
    void aHistoryWithoutViolationsBreaksNoPromise() {
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aRevisionAfterALaterOneBreaksOrdered() {
        builder.eventsAfterReconnect.set(0, state(4));
        builder.eventsAfterReconnect.set(1, state(3));
        assertThat(builder.brokenPromises()).contains("Ordered");
    }

    @Test
    void aRevisionAfterALaterOneBreaksOrderedInACollection() {
        builder.collectionEventsAfterReconnect.set(0, collectionState(4));
        builder.collectionEventsAfterReconnect.set(1, collectionState(3));
        assertThat(builder.brokenPromises()).contains("Ordered");
    }

    @Test
    void aRepeatedRevisionBreaksUnique() {
        builder.eventsAfterReconnect.add(1, state(3));
        assertThat(builder.brokenPromises()).containsExactly("Unique");
    }

    @Test
    void aCollectionMayRepeatARevisionAfterAReconnect() {
        builder.collectionEventsAfterReconnect.addFirst(collectionState(2));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aSkippedRevisionBreaksReliable() {
        builder.eventsAfterReconnect.remove(1);
        assertThat(builder.brokenPromises()).contains("Reliable");
    }

    @Test
    void aTruncationResetWithACompleteLogBreaksReliable() {
        builder.eventsAfterReconnect.set(1, event(3, "reset", "{\"reason\":\"LOG_TRUNCATED\"}"));
        assertThat(builder.brokenPromises()).contains("Reliable");
    }

    @Test
    void aRevisionOtherThanTheSuccessorOfALastEventIdBreaksResumable() {
        builder.eventsAfterReconnect.removeFirst();
        assertThat(builder.brokenPromises()).contains("Resumable");
    }

    @Test
    void aResetAfterAnIdInTheLogBreaksResumable() {
        builder.eventsAfterReconnect.set(0, event(2, "reset", "{\"reason\":\"FUTURE_REVISION\"}"));
        assertThat(builder.brokenPromises()).contains("Resumable");
    }

    @Test
    void aMissingResetAfterAnInvalidIdBreaksResumable() {
        builder.lastEventId = "garbage";
        assertThat(builder.brokenPromises()).containsExactly("Resumable");
    }

    @Test
    void aResetAfterAnInvalidIdIsAllowed() {
        builder.lastEventId = "garbage";
        builder.eventsAfterReconnect.addFirst(event(2, "reset", "{\"reason\":\"UNKNOWN_EVENT_ID\"}"));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void notFoundForAnExistingOperationBreaksResumable() {
        builder.lastStatus = 404;
        assertThat(builder.brokenPromises()).contains("Resumable");
    }

    @Test
    void aMissingDoneEventBreaksTerminal() {
        builder.eventsAfterReconnect.removeLast();
        assertThat(builder.brokenPromises()).containsExactly("Terminal");
    }

    @Test
    void aDoneEventWithoutTheDoneStateBreaksTerminal() {
        builder.eventsAfterReconnect.remove(2);
        assertThat(builder.brokenPromises()).containsExactly("Terminal");
    }

    @Test
    void aStateAfterTheDoneStateBreaksTerminal() {
        builder.eventsAfterReconnect.add(state(5));
        assertThat(builder.brokenPromises()).contains("Terminal");
    }

    @Test
    void aStreamThatEndsBeforeItsOperationBreaksTerminal() {
        builder.firstEnding = Ending.SERVER;
        assertThat(builder.brokenPromises()).containsExactly("Terminal");
    }

    @Test
    void aStreamMayEndWhileItsReplicaStops() {
        builder.firstEnding = Ending.SERVER;
        builder.exits.add(new Exit("replica-0", at(2), Duration.ofSeconds(1), 143));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aMissing204AfterTheDoneStateBreaksTerminal() {
        builder.lastStatus = 200;
        assertThat(builder.brokenPromises()).containsExactly("Terminal");
    }

    @Test
    void theStateOfAnotherRevisionBreaksAtomic() {
        builder.eventsAfterReconnect.set(0, event(3, "message", json(2)));
        assertThat(builder.brokenPromises()).containsExactly("Atomic");
    }

    @Test
    void aRevisionThatWasNotCommittedBreaksAtomic() {
        builder.eventsAfterReconnect.set(2, event(6, "message", json(5)));
        assertThat(builder.brokenPromises()).contains("Atomic");
    }

    @Test
    void aStateThatWasNotCommittedBreaksAtomicInACollection() {
        builder.collectionEventsAfterReconnect.add(
                new ReceivedEvent(at(6), "message", "cursor-6", "{\"name\":\"" + NAME + "\"}"));
        assertThat(builder.brokenPromises()).containsExactly("Atomic");
    }

    @Test
    void aLateRevisionDuringAStallOfAnotherReaderBreaksIsolated() {
        builder.eventsAfterReconnect.set(0, new ReceivedEvent(at(9), "message", id(3), json(3)));
        builder.eventsAfterReconnect.set(1, new ReceivedEvent(at(9), "message", id(4), json(4)));
        builder.eventsAfterReconnect.set(2, new ReceivedEvent(at(9), "message", id(5), json(5)));
        assertThat(builder.brokenPromises()).containsExactly("Isolated");
    }

    @Test
    void aMissingRevisionBeforeABookmarkBreaksBookmarksBehind() {
        builder.collectionEventsBeforeReconnect.remove(2);
        assertThat(builder.brokenPromises()).contains("BookmarksBehind");
    }

    @Test
    void aMissingRevisionBetweenTwoConnectionsBreaksBookmarksBehind() {
        builder.collectionEventsAfterReconnect.removeFirst();
        assertThat(builder.brokenPromises()).contains("BookmarksBehind");
    }

    @Test
    void aMissingOperationBreaksBookmarksBehind() {
        LogEntry other = new LogEntry(
                new EventId(INCARNATION + 1, 1),
                LogEntry.Change.STATE,
                "tenants/t/operations/b",
                false,
                "{\"name\":\"tenants/t/operations/b\",\"done\":false}",
                at(1));
        builder.log.add(other);
        builder.rows.add(other);
        assertThat(builder.brokenPromises()).containsExactly("BookmarksBehind");
    }

    @Test
    void aCancellationRequestWithTheStateOfTheRevisionBeforeItBreaksNoPromise() {
        builder.log.set(
                2,
                new LogEntry(
                        new EventId(INCARNATION, 3), LogEntry.Change.CANCEL_REQUESTED, NAME, false, json(2), at(3)));
        builder.writes.remove(2);
        builder.eventsAfterReconnect.set(0, event(3, "message", json(2)));
        ReceivedEvent request = new ReceivedEvent(at(3.1), "message", "cursor-3", json(2));
        builder.collectionEventsAfterReconnect.set(0, request);
        assertThat(builder.brokenPromises()).isEmpty();
        builder.collectionEventsBeforeReconnect.add(3, request);
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aMissingDeletionBreaksBookmarksBehind() {
        builder.log.add(deletion());
        builder.rows.clear();
        builder.writes.add(new Write(6, Write.Kind.DELETE, NAME, Write.Outcome.ACKNOWLEDGED, "{}", at(6), at(6)));
        assertThat(builder.brokenPromises()).containsExactly("BookmarksBehind");
        builder.collectionEventsAfterReconnect.add(event(6, "removed", "{\"name\":\"" + NAME + "\"}"));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    private static LogEntry deletion() {
        return new LogEntry(new EventId(INCARNATION, 6), LogEntry.Change.DELETED, NAME, true, "", at(6));
    }

    @Test
    void aResetAfterARecentCursorBreaksProgressing() {
        builder.collectionEventsAfterReconnect.add(
                new ReceivedEvent(at(6), "reset", "cursor-5", "{\"reason\":\"LOG_TRUNCATED\"}"));
        builder.collectionEventsAfterReconnect.add(collectionState(5));
        assertThat(builder.brokenPromises()).containsExactly("Progressing");
    }

    @Test
    void aResetAtTheEndOfATransactionIsAllowed() {
        builder.collectionEventsAfterReconnect.add(
                new ReceivedEvent(at(6), "reset", "cursor-5", "{\"reason\":\"LOG_TRUNCATED\"}"));
        builder.collectionEventsAfterReconnect.add(collectionState(5));
        builder.periods.add(new OpenTransaction(at(0), at(5.5)));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aResetAfterAnOldCursorIsAllowed() {
        builder.collectionEventsAfterReconnect.add(
                new ReceivedEvent(at(12), "reset", "cursor-5", "{\"reason\":\"LOG_TRUNCATED\"}"));
        builder.collectionEventsAfterReconnect.add(collectionState(5));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void aTruncationResetOfADeletedOperationIsAllowed() {
        builder.log.add(deletion());
        builder.rows.clear();
        builder.writes.add(new Write(6, Write.Kind.DELETE, NAME, Write.Outcome.ACKNOWLEDGED, "{}", at(6), at(6)));
        builder.collectionEventsAfterReconnect.add(event(6, "removed", "{\"name\":\"" + NAME + "\"}"));
        builder.eventsAfterReconnect.add(0, event(2, "reset", "{\"reason\":\"LOG_TRUNCATED\"}"));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void anAcknowledgedWriteThatIsNotInTheLogBreaksAcknowledged() {
        builder.writes.add(write(77, Write.Outcome.ACKNOWLEDGED));
        assertThat(builder.brokenPromises()).containsExactly("Acknowledged");
    }

    @Test
    void aWriteThatIsTwiceInTheLogBreaksAcknowledged() {
        builder.log.set(2, entryWithSequence(3, 2));
        builder.writes.remove(2);
        assertThat(builder.brokenPromises()).contains("Acknowledged");
    }

    private static LogEntry entryWithSequence(long revision, long sequence) {
        return new LogEntry(
                new EventId(INCARNATION, revision), LogEntry.Change.STATE, NAME, false, json(sequence), at((double)
                        revision));
    }

    @Test
    void aRefusedWriteInTheLogBreaksAcknowledged() {
        builder.writes.set(2, write(3, Write.Outcome.REFUSED));
        assertThat(builder.brokenPromises()).containsExactly("Acknowledged");
    }

    @Test
    void aWriteOfUnknownOutcomeMayBeInTheLogOrNot() {
        builder.writes.set(2, write(3, Write.Outcome.UNKNOWN));
        builder.writes.add(write(77, Write.Outcome.UNKNOWN));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    @Test
    void anAcknowledgedDeletionThatIsNotInTheLogBreaksAcknowledged() {
        builder.writes.add(new Write(6, Write.Kind.DELETE, NAME, Write.Outcome.ACKNOWLEDGED, "{}", at(6), at(6)));
        assertThat(builder.brokenPromises()).containsExactly("Acknowledged");
    }

    @Test
    void anAcknowledgedCancellationWithoutADoneStateBreaksAcknowledged() {
        String other = "tenants/t/operations/never";
        builder.writes.add(new Write(6, Write.Kind.CANCEL, other, Write.Outcome.ACKNOWLEDGED, "{}", at(6), at(6)));
        assertThat(builder.brokenPromises()).containsExactly("Acknowledged");
    }

    @Test
    void aGapInTheLogBreaksChained() {
        builder.log.remove(2);
        assertThat(builder.brokenPromises()).contains("Chained");
    }

    @Test
    void anEntryAfterTheDoneStateBreaksChained() {
        builder.log.add(new LogEntry(new EventId(INCARNATION, 6), LogEntry.Change.STATE, NAME, true, json(5), at(6)));
        assertThat(builder.brokenPromises()).contains("Chained");
    }

    @Test
    void aRowThatDiffersFromTheLogBreaksChained() {
        builder.rows.set(0, entry(4));
        assertThat(builder.brokenPromises()).containsExactly("Chained");
    }

    @Test
    void anUnfinishedSubscriptionBreaksSettled() {
        builder.finished = false;
        assertThat(builder.brokenPromises()).containsExactly("Settled");
    }

    @Test
    void anAbandonedOperationThatEndsLateBreaksExpired() {
        addAbandoned(at(10));
        assertThat(builder.brokenPromises()).containsExactly("Expired");
    }

    @Test
    void anAbandonedOperationThatNeverEndsBreaksExpired() {
        addAbandoned(at(10));
        builder.log.removeLast();
        builder.rows.set(1, builder.log.getLast());
        assertThat(builder.brokenPromises()).containsExactly("Expired");
    }

    @Test
    void anAbandonedOperationMayEndLateAfterAnOutageOrALockOnItsRow() {
        addAbandoned(at(10));
        builder.periods.add(new Outage(at(2), at(6)));
        assertThat(builder.brokenPromises()).isEmpty();
        builder.periods.removeLast();
        builder.periods.add(new RowLock(at(2), at(6), Set.of("abandoned/leased/operations/a")));
        assertThat(builder.brokenPromises()).isEmpty();
        builder.periods.removeLast();
        builder.periods.add(new RowLock(at(2), at(6), Set.of("abandoned/leased/operations/b")));
        assertThat(builder.brokenPromises()).containsExactly("Expired");
    }

    @Test
    void anAbandonedOperationWithoutLeaseAndCancellationRequestNeedNotEnd() {
        addAbandoned("abandoned/cancelled/operations/a", at(10));
        assertThat(builder.brokenPromises()).isEmpty();
    }

    private void addAbandoned(Instant end) {
        addAbandoned("abandoned/leased/operations/a", end);
    }

    /** Adds an operation that changed last at 1 s. */
    private void addAbandoned(String name, Instant end) {
        String json = "{\"name\":\"" + name + "\",\"done\":%b}";
        builder.log.add(
                new LogEntry(new EventId(200, 1), LogEntry.Change.STATE, name, false, json.formatted(false), at(1)));
        builder.log.add(
                new LogEntry(new EventId(200, 2), LogEntry.Change.STATE, name, true, json.formatted(true), end));
        builder.rows.add(builder.log.getLast());
    }

    @Test
    void anExitAfterTheLimitBreaksDrained() {
        builder.exits.set(0, new Exit("replica-2", at(1000), Duration.ofSeconds(11), 143));
        assertThat(builder.brokenPromises()).containsExactly("Drained");
    }

    @Test
    void aKilledReplicaBreaksDrained() {
        builder.exits.set(0, new Exit("replica-2", at(1000), Duration.ofSeconds(1), 137));
        assertThat(builder.brokenPromises()).containsExactly("Drained");
    }

    @Test
    void aStreamThatIsCutOffByAStoppingReplicaBreaksDrained() {
        builder.exits.set(0, new Exit("replica-0", at(2), Duration.ofSeconds(2), 143));
        assertThat(builder.brokenPromises()).containsExactly("Drained");
    }

    @Test
    void everyPromiseHasADistinctText() {
        assertThat(Promise.ofRollout(HistoryBuilder.LIMITS, Duration.ofSeconds(2)))
                .extracting(Promise::text)
                .doesNotHaveDuplicates()
                .hasSize(List.of(Promise.class.getPermittedSubclasses()).size());
    }
}
