package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.robustness.history.Connection.Ending;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReaderStall;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription.Kind;
import org.operationsgateway.robustness.history.Subscription.Pace;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * A small history in which every promise is kept, to be spoilt in one place at a time.
 *
 * <p>An operation is created, updated three times and completed. One subscriber follows it, is cut off after the second
 * revision, resumes on another replica and sees the end; one of its parent's collection does so too.
 */
final class HistoryBuilder {

    static final String NAME = "tenants/t/operations/a";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final long LIFE = 100;
    static final int REVISIONS = 5;

    final List<LogEntry> log = new ArrayList<>();
    final List<LogEntry> rows = new ArrayList<>();
    final List<Write> writes = new ArrayList<>();
    final List<ReceivedEvent> beforeTheCut = new ArrayList<>();
    final List<ReceivedEvent> afterTheCut = new ArrayList<>();
    final List<ReceivedEvent> collectionBeforeTheCut = new ArrayList<>();
    final List<ReceivedEvent> collectionAfterTheCut = new ArrayList<>();
    final List<Exit> exits = new ArrayList<>();
    Ending firstEnding = Ending.LOST;
    Ending secondEnding = Ending.SERVER;
    String resumedAfter = id(2);
    int lastStatus = 204;
    boolean finished = true;

    HistoryBuilder() {
        for (int revision = 1; revision <= REVISIONS; revision++) {
            log.add(entry(revision));
            writes.add(write(revision, Write.Outcome.ACKNOWLEDGED));
        }
        rows.add(entry(REVISIONS));
        beforeTheCut.addAll(List.of(message(1), message(2)));
        afterTheCut.addAll(List.of(message(3), message(4), message(5), event(5, "done", "{}")));
        collectionBeforeTheCut.addAll(
                List.of(cursor(1), event(1, "synced", "{}"), cursor(2), event(2, "bookmark", "{}")));
        collectionAfterTheCut.addAll(List.of(cursor(3), cursor(4), cursor(5)));
        exits.add(new Exit("replica-1", at(1000), Duration.ofSeconds(2), 143));
    }

    static Instant at(double seconds) {
        return START.plusMillis((long) (seconds * 1000));
    }

    static String id(long revision) {
        return new EventId(LIFE, revision).toString();
    }

    static String json(long revision) {
        return "{\"name\":\"" + NAME + "\",\"metadata\":{\"sequence\":" + revision + "},\"done\":"
                + (revision == REVISIONS) + "}";
    }

    static LogEntry entry(long revision) {
        return new LogEntry(
                new EventId(LIFE, revision),
                LogEntry.Change.STATE,
                NAME,
                revision == REVISIONS,
                json(revision),
                at((double) revision));
    }

    static Write write(long revision, Write.Outcome outcome) {
        Write.Kind kind = revision == 1 ? Write.Kind.CREATE : Write.Kind.UPDATE;
        String answer = outcome == Write.Outcome.ACKNOWLEDGED ? json(revision) : "";
        return new Write(revision, kind, NAME, outcome, answer, at((double) revision + 0.1));
    }

    static ReceivedEvent message(long revision) {
        return event(revision, "message", json(revision));
    }

    static ReceivedEvent event(long revision, String type, String data) {
        return new ReceivedEvent(at((double) revision + 0.1), type, id(revision), data);
    }

    /** A state in a collection's stream, where an id is a cursor. */
    static ReceivedEvent cursor(long revision) {
        return new ReceivedEvent(at((double) revision + 0.1), "message", "cursor-" + revision, json(revision));
    }

    History tell() {
        return new History(
                new Log(log), rows, List.of(single(), collection()), writes, List.of(), exits, List.of(stall()));
    }

    private Subscription single() {
        return new Subscription(
                "subscriber-1",
                Kind.OPERATION,
                NAME,
                Pace.NORMAL,
                List.of(
                        new Connection("replica-0", null, 200, at(0), at(2.5), beforeTheCut, firstEnding),
                        new Connection("replica-1", resumedAfter, 200, at(2.6), at(20), afterTheCut, secondEnding),
                        new Connection("replica-2", id(5), lastStatus, at(21), at(21), List.of(), Ending.SERVER)),
                finished);
    }

    private Subscription collection() {
        return new Subscription(
                "subscriber-2",
                Kind.COLLECTION,
                "tenants/t",
                Pace.NORMAL,
                List.of(
                        new Connection("replica-3", null, 200, at(0), at(2.5), collectionBeforeTheCut, Ending.LOST),
                        new Connection(
                                "replica-2", "cursor-2", 200, at(2.6), at(20), collectionAfterTheCut, Ending.CLIENT)),
                true);
    }

    private static ReaderStall stall() {
        return new ReaderStall(NAME, at(2.9), at(4.5));
    }
}
