package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.Connection.Ending;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.history.Write;

/**
 * The promise that clients do not notice the replacement of replicas: no write fails, no stream is refused or cut off,
 * and each continues on another replica within a limit.
 *
 * @param limit the maximum time from the end of a stream to the response to the next request for it
 */
record Seamless(Duration limit) implements Promise {

    /** Any other status closes the EventSource of a browser for good. 404 is that of a deleted operation. */
    private static final Set<Integer> ORDERLY_STATUSES = Set.of(200, 204, 404);

    @Override
    public String text() {
        return "while replicas are replaced, no write fails and no stream is interrupted for longer than its limit";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return Stream.concat(
                history.writes().stream().flatMap(write -> failedWrite(write).stream()),
                history.subscriptions().stream().flatMap(this::interruptions));
    }

    private Optional<Violation> failedWrite(Write write) {
        return write.outcome() == Write.Outcome.UNKNOWN
                ? Optional.of(violation("%s of %s failed at %s, sent at %s"
                        .formatted(write.kind(), write.name(), write.ended(), write.started())))
                : Optional.empty();
    }

    private Stream<Violation> interruptions(Subscription subscription) {
        List<Connection> connections = subscription.connections();
        Stream<Violation> broken = connections.stream()
                .filter(connection ->
                        connection.ending() == Ending.LOST || !ORDERLY_STATUSES.contains(connection.status()))
                .map(connection -> violation("a stream was cut off or refused: %s"
                        .formatted(DeliveredRevisions.describe(subscription, connection))));
        Stream<Violation> late = IntStream.range(1, connections.size())
                .filter(i -> interruption(connections, i).compareTo(limit) > 0)
                .mapToObj(i -> violation("a stream was interrupted for %d ms: %s"
                        .formatted(
                                interruption(connections, i).toMillis(),
                                DeliveredRevisions.describe(subscription, connections.get(i)))));
        return Stream.concat(broken, late);
    }

    private static Duration interruption(List<Connection> connections, int next) {
        return Duration.between(
                connections.get(next - 1).ended(), connections.get(next).answered());
    }
}
