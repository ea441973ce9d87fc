package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The promise that a cursor is never ahead of the delivered revisions: between two snapshots, and over any number of
 * connections that resume each other, a subscriber of a collection receives all revisions of all its operations.
 */
record BookmarksBehind() implements Promise {

    /** The maximum difference of the database's clock at a change and the client's clock at the snapshot with it. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    @Override
    public String text() {
        return "no revision is missing after a cursor or bookmark";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.collectionSubscriptions().stream().flatMap(subscription -> {
            List<ResumedStream> streams = streams(history, subscription);
            return streams.stream().flatMap(stream -> {
                boolean complete = stream == streams.getLast() && subscription.finished();
                return violations(history, subscription, stream, complete);
            });
        });
    }

    private static List<ResumedStream> streams(History history, Subscription subscription) {
        List<ResumedStream> streams = new ArrayList<>();
        for (Connection connection : subscription.connections()) {
            if (connection.isStream() && (connection.lastEventId() == null || streams.isEmpty())) {
                streams.add(new ResumedStream(history.log()));
            }
            for (ReceivedEvent event : connection.events()) {
                if (event.type().equals("reset")) {
                    streams.add(new ResumedStream(history.log()));
                }
                streams.getLast().add(event);
            }
        }
        return streams;
    }

    private Stream<Violation> violations(
            History history, Subscription subscription, ResumedStream stream, boolean complete) {
        return history.log().chains().stream()
                .filter(chain ->
                        isInCollection(subscription.target(), chain.getFirst().name()))
                .flatMap(chain -> missing(stream, chain, complete))
                .map(entry -> violation("%s did not receive %s %s of %s; snapshot at %s, last event at %s"
                        .formatted(
                                subscription.subscriber(),
                                entry.change(),
                                entry.id(),
                                entry.name(),
                                stream.snapshotTime(),
                                stream.lastEventTime())));
    }

    private static boolean isInCollection(String parent, String name) {
        return name.startsWith(parent.isEmpty() ? "" : parent + "/operations/");
    }

    private static Stream<LogEntry> missing(ResumedStream stream, List<LogEntry> chain, boolean complete) {
        long incarnation = chain.getFirst().id().incarnation();
        long first = stream.firstRevision(incarnation);
        long last = complete ? Long.MAX_VALUE : stream.lastRevision(incarnation);
        return chain.stream()
                .filter(entry -> first > 0
                        ? entry.id().revision() > first
                        : complete && stream.isExpected(chain, CLOCK_TOLERANCE))
                .filter(entry -> entry.id().revision() <= last)
                // Its state is that of the revision before it.
                .filter(entry -> entry.change() != LogEntry.Change.CANCEL_REQUESTED)
                .filter(entry -> !stream.contains(entry));
    }
}
