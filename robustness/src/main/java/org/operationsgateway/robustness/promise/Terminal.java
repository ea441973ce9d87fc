package org.operationsgateway.robustness.promise;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The promise that the done state is always delivered and is the last state. A {@code done} event follows it, then the
 * end of the stream, and 204 for a client that resumes after it.
 *
 * <p>A stream ends otherwise only if its operation is deleted, its replica stops, or its reader is too slow.
 */
record Terminal() implements Promise {

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
                .flatMap(connection -> stream(history, connection)
                        .map(text -> violation(
                                "%s: %s".formatted(text, DeliveredRevisions.describe(subscription, connection))))
                        .stream());
    }

    private static Optional<String> stream(History history, Connection connection) {
        List<ReceivedEvent> events = connection.events();
        int doneState = firstDoneState(events);
        List<String> typesAfter = events.subList(doneState, events.size()).stream()
                .skip(1)
                .map(ReceivedEvent::type)
                .toList();
        boolean endedByServer = connection.ending() == Connection.Ending.SERVER;
        if (doneState == events.size()) {
            return withoutDoneState(history, connection, endedByServer);
        }
        boolean cutOff = typesAfter.isEmpty() && !endedByServer;
        return cutOff || typesAfter.equals(List.of("done"))
                ? Optional.empty()
                : Optional.of("events after the done state: " + typesAfter);
    }

    private static int firstDoneState(List<ReceivedEvent> events) {
        int index = 0;
        while (index < events.size() && !events.get(index).isDoneState()) {
            index++;
        }
        return index;
    }

    private static Optional<String> withoutDoneState(History history, Connection connection, boolean endedByServer) {
        if (connection.events().stream().anyMatch(event -> event.type().equals("done"))) {
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
                || history.log().hasDeletion(subscription.target())) {
            return Stream.empty();
        }
        EventId end = incarnations.getLast().getLast().id();
        boolean receivedDoneState = receivedDoneState(subscription, end);
        boolean received204 = subscription.connections().getLast().status() == 204;
        return receivedDoneState && received204
                ? Stream.empty()
                : Stream.of(violation("%s of %s: done state %s received: %b, 204 received: %b"
                        .formatted(
                                subscription.subscriber(),
                                subscription.target(),
                                end,
                                receivedDoneState,
                                received204)));
    }

    private static boolean receivedDoneState(Subscription subscription, EventId end) {
        return subscription.connections().stream()
                .flatMap(connection -> connection.events().stream())
                .anyMatch(event -> event.isDoneState()
                        && EventId.parse(event.lastEventId())
                                .filter(end::equals)
                                .isPresent());
    }
}
