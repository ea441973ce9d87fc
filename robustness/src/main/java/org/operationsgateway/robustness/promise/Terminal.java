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
 * The done state is always delivered, last; then comes {@code done}, then the end for good: who comes back is told 204.
 * A stream ends in no other way, unless its operation is deleted or its replica stops.
 */
record Terminal() implements Promise {

    @Override
    public String text() {
        return "the done state comes last, then done, then the end for good";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return history.ofOperations().stream()
                .flatMap(subscription ->
                        Stream.concat(connections(history, subscription), whole(history, subscription)));
    }

    private Stream<Violation> connections(History history, Subscription subscription) {
        return subscription.connections().stream()
                .filter(Connection::stream)
                .flatMap(connection -> broken(history, connection)
                        .map(text -> violation("%s: %s".formatted(text, DeliveredRevisions.where(subscription, connection))))
                        .stream());
    }

    private static Optional<String> broken(History history, Connection connection) {
        List<ReceivedEvent> events = connection.events();
        int done = firstDone(events);
        List<String> after = events.subList(done, events.size()).stream()
                .skip(1)
                .map(ReceivedEvent::type)
                .toList();
        boolean endedByServer = connection.ending() == Connection.Ending.SERVER;
        if (done == events.size()) {
            return whileRunning(history, connection, endedByServer);
        }
        boolean cutOff = after.isEmpty() && !endedByServer;
        return cutOff || after.equals(List.of("done"))
                ? Optional.empty()
                : Optional.of("after the done state came " + after);
    }

    private static Optional<String> whileRunning(History history, Connection connection, boolean endedByServer) {
        if (connection.events().stream().anyMatch(event -> event.type().equals("done"))) {
            return Optional.of("done without the done state");
        }
        return endedByServer ? endedWhileRunning(history, connection) : Optional.empty();
    }

    private static int firstDone(List<ReceivedEvent> events) {
        int index = 0;
        while (index < events.size() && !events.get(index).done()) {
            index++;
        }
        return index;
    }

    private static Optional<String> endedWhileRunning(History history, Connection connection) {
        boolean said = connection.events().stream()
                .map(ReceivedEvent::type)
                .anyMatch(type -> type.equals("deleted") || type.equals("overloaded"));
        boolean stopping = history.exits().stream()
                .filter(exit -> exit.replica().equals(connection.replica()))
                .anyMatch((Exit exit) -> exit.covers(connection.ended()));
        return said || stopping ? Optional.empty() : Optional.of("the stream ended before the operation did");
    }

    /** Who was told that it is over has seen the end. */
    private Stream<Violation> whole(History history, Subscription subscription) {
        List<List<LogEntry>> incarnations = history.log().chains(subscription.target());
        if (!subscription.finished()
                || incarnations.isEmpty()
                || !incarnations.getLast().getLast().terminal()) {
            return Stream.empty();
        }
        EventId end = incarnations.getLast().getLast().id();
        boolean sawTheEnd = subscription.connections().stream()
                .flatMap(connection -> connection.events().stream())
                .anyMatch(event -> event.done() && event.lastEventId().equals(end.toString()));
        boolean gone = history.log().everDeleted(subscription.target());
        boolean toldSo = subscription.connections().getLast().status() == 204;
        return gone || (sawTheEnd && toldSo)
                ? Stream.empty()
                : Stream.of(violation("%s of %s never had the end %s%s"
                        .formatted(subscription.subscriber(), subscription.target(), end, toldSo ? "" : ", nor 204")));
    }
}
