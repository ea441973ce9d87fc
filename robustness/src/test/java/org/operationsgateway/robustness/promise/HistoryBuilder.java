package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.Connection.Ending;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.history.Subscription.Kind;
import org.operationsgateway.robustness.history.Subscription.Pace;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.history.period.Period;
import org.operationsgateway.robustness.history.period.ReaderStall;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;
import org.operationsgateway.robustness.log.LostHistory;

/**
 * A builder of a small history without violations. A test changes one part of it.
 *
 * <p>An operation is created, updated three times and completed. A subscriber of the operation loses its connection
 * after the second revision, resumes on another replica, and receives the done state. A subscriber of the collection of
 * its parent does the same.
 */
final class HistoryBuilder {

    static final String NAME = "tenants/t/operations/a";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final long INCARNATION = 100;
    static final int REVISIONS = 5;

    static final Limits LIMITS = new Limits(
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2));

    final List<LogEntry> log = new ArrayList<>();
    final List<LogEntry> rows = new ArrayList<>();
    final List<Write> writes = new ArrayList<>();
    final List<ReceivedEvent> eventsBeforeReconnect = new ArrayList<>();
    final List<ReceivedEvent> eventsAfterReconnect = new ArrayList<>();
    final List<ReceivedEvent> collectionEventsBeforeReconnect = new ArrayList<>();
    final List<ReceivedEvent> collectionEventsAfterReconnect = new ArrayList<>();
    final List<LostHistory> lost = new ArrayList<>();
    final List<Exit> exits = new ArrayList<>();
    final List<Period> periods = new ArrayList<>();
    Ending firstEnding = Ending.LOST;
    Ending secondEnding = Ending.SERVER;
    String lastEventId = id(2);
    Ending collectionEnding = Ending.LOST;
    int lastStatus = 204;
    boolean finished = true;

    HistoryBuilder() {
        for (int revision = 1; revision <= REVISIONS; revision++) {
            log.add(entry(revision));
            writes.add(write(revision, Write.Outcome.ACKNOWLEDGED));
        }
        rows.add(entry(REVISIONS));
        eventsBeforeReconnect.addAll(List.of(state(1), state(2)));
        eventsAfterReconnect.addAll(List.of(state(3), state(4), state(5), event(5, "done", "{}")));
        collectionEventsBeforeReconnect.addAll(
                List.of(collectionState(1), event(1, "synced", "{}"), collectionState(2), event(2, "bookmark", "{}")));
        collectionEventsAfterReconnect.addAll(List.of(collectionState(3), collectionState(4), collectionState(5)));
        periods.add(new ReaderStall(NAME, at(2.9), at(4.5)));
        exits.add(new Exit("replica-1", at(1000), Duration.ofSeconds(2), 143));
    }

    static Instant at(double seconds) {
        return START.plusMillis((long) (seconds * 1000));
    }

    static String id(long revision) {
        return new EventId(INCARNATION, revision).toString();
    }

    static String json(long revision) {
        return "{\"name\":\"" + NAME + "\",\"metadata\":{\"sequence\":" + revision + "},\"done\":"
                + (revision == REVISIONS) + "}";
    }

    static LogEntry entry(long revision) {
        return new LogEntry(
                new EventId(INCARNATION, revision),
                LogEntry.Change.STATE,
                NAME,
                revision == REVISIONS,
                json(revision),
                at((double) revision));
    }

    static Write write(long revision, Write.Outcome outcome) {
        Write.Kind kind = revision == 1 ? Write.Kind.CREATE : Write.Kind.UPDATE;
        String answer = outcome == Write.Outcome.ACKNOWLEDGED ? json(revision) : "";
        return new Write(revision, kind, NAME, outcome, answer, at((double) revision), at((double) revision + 0.1));
    }

    static ReceivedEvent state(long revision) {
        return event(revision, "message", json(revision));
    }

    static ReceivedEvent event(long revision, String type, String data) {
        return new ReceivedEvent(at((double) revision + 0.1), type, id(revision), data);
    }

    /** Returns a state on the stream of a collection, with a cursor as its event id. */
    static ReceivedEvent collectionState(long revision) {
        return new ReceivedEvent(at((double) revision + 0.1), "message", "cursor-" + revision, json(revision));
    }

    /** Returns the names of the promises that the history breaks. */
    Set<String> brokenPromises() {
        return Promise.all(LIMITS).stream()
                .flatMap(promise -> promise.violations(build()))
                .map(Violation::promise)
                .collect(Collectors.toSet());
    }

    History build() {
        return new History(
                new Log(log, lost),
                rows,
                List.of(operationSubscription(), collectionSubscription()),
                writes,
                List.of(),
                exits,
                periods,
                at(30));
    }

    private Subscription operationSubscription() {
        return new Subscription(
                "subscriber-1",
                Kind.OPERATION,
                NAME,
                Pace.NORMAL,
                List.of(
                        new Connection(
                                "replica-0", null, 200, at(0), at(0), at(2.5), eventsBeforeReconnect, firstEnding),
                        new Connection(
                                "replica-1",
                                lastEventId,
                                200,
                                at(2.6),
                                at(2.6),
                                at(20),
                                eventsAfterReconnect,
                                secondEnding),
                        new Connection(
                                "replica-2", id(5), lastStatus, at(21), at(21), at(21), List.of(), Ending.SERVER)),
                finished);
    }

    private Subscription collectionSubscription() {
        return new Subscription(
                "subscriber-2",
                Kind.COLLECTION,
                "tenants/t",
                Pace.NORMAL,
                List.of(
                        new Connection(
                                "replica-3",
                                null,
                                200,
                                at(0),
                                at(0),
                                at(2.5),
                                collectionEventsBeforeReconnect,
                                collectionEnding),
                        new Connection(
                                "replica-2",
                                "cursor-2",
                                200,
                                at(2.6),
                                at(2.6),
                                at(20),
                                collectionEventsAfterReconnect,
                                Ending.CLIENT)),
                true);
    }
}
