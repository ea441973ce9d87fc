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
 * A cursor never runs ahead of what was delivered: from one snapshot to the next, over however many connections that
 * resume each other, a collection's subscriber gets every revision of every operation in it.
 */
record BookmarksBehind() implements Promise {

    /** How far the database's clock, at a change, may be from the client's when that change is in the snapshot. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    @Override
    public String text() {
        return "nothing is missing after a cursor or bookmark";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return history.ofCollections().stream().flatMap(subscription -> {
            List<ResumedStream> journeys = journeys(history, subscription);
            return journeys.stream().flatMap(journey -> {
                boolean toTheEnd = journey == journeys.getLast() && subscription.finished();
                return broken(history, subscription, journey, toTheEnd);
            });
        });
    }

    private static List<ResumedStream> journeys(History history, Subscription subscription) {
        List<ResumedStream> journeys = new ArrayList<>();
        for (Connection connection : subscription.connections()) {
            if (connection.stream() && (connection.lastEventId() == null || journeys.isEmpty())) {
                journeys.add(new ResumedStream(history.log()));
            }
            for (ReceivedEvent event : connection.events()) {
                if (event.type().equals("reset")) {
                    journeys.add(new ResumedStream(history.log()));
                }
                journeys.getLast().add(event);
            }
        }
        return journeys;
    }

    private Stream<Violation> broken(History history, Subscription subscription, ResumedStream journey, boolean toTheEnd) {
        return history.log().chains().stream()
                .filter(chain -> within(subscription.target(), chain.getFirst().name()))
                .flatMap(chain -> missing(journey, chain, toTheEnd))
                .map(entry -> violation("%s never had %s %s of %s, on a journey that synced at %s and ended at %s"
                        .formatted(
                                subscription.subscriber(),
                                entry.change(),
                                entry.id(),
                                entry.name(),
                                journey.synced(),
                                journey.last())));
    }

    private static boolean within(String parent, String name) {
        return name.startsWith(parent.isEmpty() ? "" : parent + "/operations/");
    }

    private static Stream<LogEntry> missing(ResumedStream journey, List<LogEntry> chain, boolean toTheEnd) {
        long first = journey.first(chain.getFirst().id().incarnation());
        long until =
                toTheEnd ? Long.MAX_VALUE : journey.latest(chain.getFirst().id().incarnation());
        return chain.stream()
                .filter(entry -> first > 0 ? entry.id().revision() > first : journey.mustHave(chain, OVERLAP, toTheEnd))
                .filter(entry -> entry.id().revision() <= until)
                .filter(entry -> !journey.has(entry));
    }
}
