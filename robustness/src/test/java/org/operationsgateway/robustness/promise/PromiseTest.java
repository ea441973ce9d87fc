package org.operationsgateway.robustness.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.robustness.promise.HistoryBuilder.LIFE;
import static org.operationsgateway.robustness.promise.HistoryBuilder.NAME;
import static org.operationsgateway.robustness.promise.HistoryBuilder.at;
import static org.operationsgateway.robustness.promise.HistoryBuilder.cursor;
import static org.operationsgateway.robustness.promise.HistoryBuilder.entry;
import static org.operationsgateway.robustness.promise.HistoryBuilder.event;
import static org.operationsgateway.robustness.promise.HistoryBuilder.id;
import static org.operationsgateway.robustness.promise.HistoryBuilder.json;
import static org.operationsgateway.robustness.promise.HistoryBuilder.message;
import static org.operationsgateway.robustness.promise.HistoryBuilder.write;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.robustness.history.Connection.Ending;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.LogEntry;

class PromiseTest {

    private HistoryBuilder story;

    @BeforeEach
    void begin() {
        story = new HistoryBuilder();
    }

    private Set<String> broken() {
        return Promise.all(Duration.ofSeconds(3), Duration.ofSeconds(10)).stream()
                .flatMap(promise -> promise.broken(story.tell()))
                .map(Violation::promise)
                .collect(Collectors.toSet());
    }

    @Test
    void aHistoryInWhichEverythingIsWellBreaksNoPromise() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void aRevisionAfterALaterOneIsNotOrdered() {
        story.afterTheCut.set(0, message(4));
        story.afterTheCut.set(1, message(3));
        assertThat(broken()).contains("Ordered");
    }

    @Test
    void aRevisionAfterALaterOneIsNotOrderedInACollectionEither() {
        story.collectionAfterTheCut.set(0, cursor(4));
        story.collectionAfterTheCut.set(1, cursor(3));
        assertThat(broken()).contains("Ordered");
    }

    @Test
    void aRevisionThatComesAgainIsNotUnique() {
        story.afterTheCut.add(1, message(3));
        assertThat(broken()).containsExactly("Unique");
    }

    @Test
    void aRevisionThatComesAgainAfterAReconnectOfACollectionIsAllowed() {
        story.collectionAfterTheCut.addFirst(cursor(2));
        assertThat(broken()).isEmpty();
    }

    @Test
    void aSkippedRevisionIsNotReliable() {
        story.afterTheCut.remove(1);
        assertThat(broken()).contains("Reliable");
    }

    @Test
    void aResetThatSaysThatTheLogIsGoneWhenItIsNotIsNotReliable() {
        story.afterTheCut.set(1, event(3, "reset", "{\"reason\":\"LOG_TRUNCATED\"}"));
        assertThat(broken()).contains("Reliable");
    }

    @Test
    void anotherRevisionThanTheNextAfterALastEventIdIsNotResumable() {
        story.afterTheCut.removeFirst();
        assertThat(broken()).contains("Resumable");
    }

    @Test
    void aResetAfterAnIdThatTheLogHoldsIsNotResumable() {
        story.afterTheCut.set(0, event(2, "reset", "{\"reason\":\"FUTURE_REVISION\"}"));
        assertThat(broken()).contains("Resumable");
    }

    @Test
    void noResetAfterAnIdThatIsNoneIsNotResumable() {
        story.resumedAfter = "garbage";
        assertThat(broken()).containsExactly("Resumable");
    }

    @Test
    void aResetAfterAnIdThatIsNoneIsAllowed() {
        story.resumedAfter = "garbage";
        story.afterTheCut.addFirst(event(2, "reset", "{\"reason\":\"UNKNOWN_EVENT_ID\"}"));
        assertThat(broken()).isEmpty();
    }

    @Test
    void notFoundForAnOperationThatIsThereIsNotResumable() {
        story.lastStatus = 404;
        assertThat(broken()).contains("Resumable");
    }

    @Test
    void aMissingEndEventIsNotTerminal() {
        story.afterTheCut.removeLast();
        assertThat(broken()).containsExactly("Terminal");
    }

    @Test
    void anEndEventWithoutTheDoneStateIsNotTerminal() {
        story.afterTheCut.remove(2);
        assertThat(broken()).containsExactly("Terminal");
    }

    @Test
    void aStateAfterTheDoneStateIsNotTerminal() {
        story.afterTheCut.add(message(5));
        assertThat(broken()).contains("Terminal");
    }

    @Test
    void aStreamThatEndsWhileTheOperationRunsIsNotTerminal() {
        story.firstEnding = Ending.SERVER;
        assertThat(broken()).containsExactly("Terminal");
    }

    @Test
    void aStreamMayEndWhileItsReplicaStops() {
        story.firstEnding = Ending.SERVER;
        story.exits.add(new Exit("replica-0", at(2), Duration.ofSeconds(1), 143));
        assertThat(broken()).isEmpty();
    }

    @Test
    void aSubscriberWhoIsNotToldThatItIsOverForGoodBreaksTerminal() {
        story.lastStatus = 200;
        assertThat(broken()).containsExactly("Terminal");
    }

    @Test
    void theStateOfAnotherRevisionIsNotAtomic() {
        story.afterTheCut.set(0, event(3, "message", json(2)));
        assertThat(broken()).containsExactly("Atomic");
    }

    @Test
    void aRevisionThatWasNeverCommittedIsNotAtomic() {
        story.afterTheCut.set(2, event(6, "message", json(5)));
        assertThat(broken()).contains("Atomic");
    }

    @Test
    void aStateThatWasNeverCommittedIsNotAtomicInACollection() {
        story.collectionAfterTheCut.add(new ReceivedEvent(at(6), "message", "cursor-6", "{\"name\":\"" + NAME + "\"}"));
        assertThat(broken()).containsExactly("Atomic");
    }

    @Test
    void aRevisionThatComesLateWhileAnotherReaderStallsIsNotIsolated() {
        story.afterTheCut.set(0, new ReceivedEvent(at(9), "message", id(3), json(3)));
        story.afterTheCut.set(1, new ReceivedEvent(at(9), "message", id(4), json(4)));
        story.afterTheCut.set(2, new ReceivedEvent(at(9), "message", id(5), json(5)));
        assertThat(broken()).containsExactly("Isolated");
    }

    @Test
    void aRevisionBeforeABookmarkThatNeverCameBreaksBookmarksBehind() {
        story.collectionBeforeTheCut.remove(2);
        assertThat(broken()).contains("BookmarksBehind");
    }

    @Test
    void aRevisionThatGetsLostBetweenTwoConnectionsBreaksBookmarksBehind() {
        story.collectionAfterTheCut.removeFirst();
        assertThat(broken()).contains("BookmarksBehind");
    }

    @Test
    void anOperationThatNeverCameBreaksBookmarksBehind() {
        LogEntry other = new LogEntry(
                new EventId(LIFE + 1, 1),
                LogEntry.Change.STATE,
                "tenants/t/operations/b",
                false,
                "{\"name\":\"tenants/t/operations/b\",\"done\":false}",
                at(1));
        story.log.add(other);
        story.rows.add(other);
        assertThat(broken()).containsExactly("BookmarksBehind");
    }

    @Test
    void aDeletionThatNeverCameBreaksBookmarksBehind() {
        story.log.add(deletion());
        story.rows.clear();
        story.writes.add(new Write(6, Write.Kind.DELETE, NAME, Write.Outcome.ACKNOWLEDGED, "{}", at(6)));
        assertThat(broken()).containsExactly("BookmarksBehind");
        story.collectionAfterTheCut.add(event(6, "removed", "{\"name\":\"" + NAME + "\"}"));
        assertThat(broken()).isEmpty();
    }

    private static LogEntry deletion() {
        return new LogEntry(new EventId(LIFE, 6), LogEntry.Change.DELETED, NAME, true, "", at(6));
    }

    @Test
    void anAcknowledgedWriteThatTheLogDoesNotHaveBreaksAcknowledged() {
        story.writes.add(write(77, Write.Outcome.ACKNOWLEDGED));
        assertThat(broken()).containsExactly("Acknowledged");
    }

    @Test
    void aWriteThatTheLogHasTwiceBreaksAcknowledged() {
        story.log.set(2, again(3, 2));
        story.writes.remove(2);
        assertThat(broken()).contains("Acknowledged");
    }

    private static LogEntry again(long revision, long sequence) {
        return new LogEntry(
                new EventId(LIFE, revision), LogEntry.Change.STATE, NAME, false, json(sequence), at((double) revision));
    }

    @Test
    void aRefusedWriteThatTheLogHasBreaksAcknowledged() {
        story.writes.set(2, write(3, Write.Outcome.REFUSED));
        assertThat(broken()).containsExactly("Acknowledged");
    }

    @Test
    void aWriteOfUnknownOutcomeMayBeInTheLogOrNot() {
        story.writes.set(2, write(3, Write.Outcome.UNKNOWN));
        story.writes.add(write(77, Write.Outcome.UNKNOWN));
        assertThat(broken()).isEmpty();
    }

    @Test
    void anAcknowledgedDeletionThatTheLogDoesNotHaveBreaksAcknowledged() {
        story.writes.add(new Write(6, Write.Kind.DELETE, NAME, Write.Outcome.ACKNOWLEDGED, "{}", at(6)));
        assertThat(broken()).containsExactly("Acknowledged");
    }

    @Test
    void anAcknowledgedCancellationOfWhatNeverEndsBreaksAcknowledged() {
        String other = "tenants/t/operations/never";
        story.writes.add(new Write(6, Write.Kind.CANCEL, other, Write.Outcome.ACKNOWLEDGED, "{}", at(6)));
        assertThat(broken()).containsExactly("Acknowledged");
    }

    @Test
    void aHoleInTheLogBreaksChained() {
        story.log.remove(2);
        assertThat(broken()).contains("Chained");
    }

    @Test
    void aStateAfterTheEndBreaksChained() {
        story.log.add(new LogEntry(new EventId(LIFE, 6), LogEntry.Change.STATE, NAME, true, json(5), at(6)));
        assertThat(broken()).contains("Chained");
    }

    @Test
    void aRowThatDiffersFromTheLogBreaksChained() {
        story.rows.set(0, entry(4));
        assertThat(broken()).containsExactly("Chained");
    }

    @Test
    void aSubscriberWhoStillWaitsBreaksSettled() {
        story.finished = false;
        assertThat(broken()).containsExactly("Settled");
    }

    @Test
    void aReplicaThatTakesTooLongToStopBreaksDrained() {
        story.exits.set(0, new Exit("replica-2", at(1000), Duration.ofSeconds(11), 143));
        assertThat(broken()).containsExactly("Drained");
    }

    @Test
    void aReplicaThatHadToBeKilledBreaksDrained() {
        story.exits.set(0, new Exit("replica-2", at(1000), Duration.ofSeconds(1), 137));
        assertThat(broken()).containsExactly("Drained");
    }

    @Test
    void aStreamThatIsCutOffWhileItsReplicaStopsBreaksDrained() {
        story.exits.set(0, new Exit("replica-0", at(2), Duration.ofSeconds(2), 143));
        assertThat(broken()).containsExactly("Drained");
    }

    @Test
    void everyPromiseHasAFewWords() {
        assertThat(Promise.all(Duration.ZERO, Duration.ZERO))
                .extracting(Promise::text)
                .doesNotHaveDuplicates()
                .hasSize(List.of(Promise.class.getPermittedSubclasses()).size());
    }
}
