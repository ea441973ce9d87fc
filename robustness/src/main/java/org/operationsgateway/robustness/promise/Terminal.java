package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The promise that the done state is always delivered and is the last state. A {@code done} event follows it, then the
 * end of the stream, and 204 for a client that resumes after it.
 *
 * <p>A stream ends otherwise only if its operation is deleted, its replica stops, or its reader is too slow.
 */
record Terminal() implements Promise {

    /** The maximum time for which a replica sends a lost state. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    @Override
    public String text() {
        return "the done state is the last state, then done, then 204";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.operationSubscriptions().stream()
                .flatMap(subscription -> Stream.concat(connections(history, subscription), end(history, subscription)));
    }

    private Stream<Violation> connections(History history, Subscription subscription) {
        return subscription.connections().stream()
                .filter(Connection::isStream)
                .flatMap(connection -> doneBeforeReset(history.log(), connection.events())
                        .or(() -> stream(history, connection))
                        .map(text -> violation(
                                "%s: %s".formatted(text, DeliveredRevisions.describe(subscription, connection))))
                        .stream());
    }

    private static Optional<String> stream(History history, Connection connection) {
        List<ReceivedEvent> events = afterLastReset(connection.events());
        int doneState = firstDoneState(events);
        List<String> typesAfter = events.subList(doneState, events.size()).stream()
                .skip(1)
                .map(ReceivedEvent::type)
                .toList();
        boolean endedByServer = connection.ending() == Connection.Ending.SERVER;
        if (doneState == events.size()) {
            return withoutDoneState(history, events, connection, endedByServer);
        }
        boolean cutOff = typesAfter.isEmpty() && !endedByServer;
        return cutOff || typesAfter.equals(List.of("done"))
                ? Optional.empty()
                : Optional.of("events after the done state: " + typesAfter);
    }

    private static List<ReceivedEvent> afterLastReset(List<ReceivedEvent> events) {
        int start = events.size();
        while (start > 0 && !events.get(start - 1).type().equals("reset")) {
            start--;
        }
        return events.subList(start, events.size());
    }

    /** Returns the first done state that a reset follows, unless the database has lost it. */
    private static Optional<String> doneBeforeReset(Log log, List<ReceivedEvent> events) {
        List<ReceivedEvent> before =
                events.subList(0, events.size() - afterLastReset(events).size());
        return before.stream()
                .filter(ReceivedEvent::isDoneState)
                .filter(event -> log.entries(event.lastEventId()).stream().noneMatch(log::isLost))
                .findFirst()
                .map(event -> "a reset after the done state " + event.lastEventId());
    }

    private static int firstDoneState(List<ReceivedEvent> events) {
        int index = 0;
        while (index < events.size() && !events.get(index).isDoneState()) {
            index++;
        }
        return index;
    }

    private static Optional<String> withoutDoneState(
            History history, List<ReceivedEvent> events, Connection connection, boolean endedByServer) {
        if (events.stream().anyMatch(event -> event.type().equals("done"))) {
            return Optional.of("done without the done state");
        }
        return endedByServer ? earlyEnd(history, connection) : Optional.empty();
    }

    private static Optional<String> earlyEnd(History history, Connection connection) {
        boolean announced = connection.events().stream()
                .map(ReceivedEvent::type)
                .anyMatch(type -> type.equals("deleted") || type.equals("overloaded"));
        boolean stopping = history.exits().stream()
                .filter(exit -> exit.replica().equals(connection.replica()))
                .anyMatch((Exit exit) -> exit.covers(connection.ended()));
        return announced || stopping ? Optional.empty() : Optional.of("the stream ended before the operation");
    }

    /** Checks that a finished subscription of a done operation received the done state and 204. */
    private Stream<Violation> end(History history, Subscription subscription) {
        List<List<LogEntry>> incarnations = history.log().chains(subscription.target());
        if (!subscription.finished()
                || incarnations.isEmpty()
                || !incarnations.getLast().getLast().terminal()
                || history.log().hasDeletion(subscription.target())
                || endedInLostHistory(history.log(), subscription)) {
            return Stream.empty();
        }
        LogEntry end = incarnations.getLast().getLast();
        boolean receivedDoneState = receivedDoneState(subscription, end);
        boolean received204 = subscription.connections().getLast().status() == 204;
        return receivedDoneState && received204
                ? Stream.empty()
                : Stream.of(violation("%s of %s: done state %s received: %b, 204 received: %b"
                        .formatted(
                                subscription.subscriber(),
                                subscription.target(),
                                end.id(),
                                receivedDoneState,
                                received204)));
    }

    /** Returns whether the server ended a subscription before the database lost revisions of the operation. */
    private static boolean endedInLostHistory(Log log, Subscription subscription) {
        Instant ended = subscription.connections().getLast().ended();
        return log.lost().stream()
                .filter(lost -> lost.contains(subscription.target()))
                .anyMatch(lost -> ended.isBefore(lost.until().plus(TOLERANCE)));
    }

    private static boolean receivedDoneState(Subscription subscription, LogEntry end) {
        return subscription.connections().stream()
                .flatMap(connection -> connection.events().stream())
                .anyMatch(event -> event.isDoneState() && end.matches(event.lastEventId()));
    }
}
