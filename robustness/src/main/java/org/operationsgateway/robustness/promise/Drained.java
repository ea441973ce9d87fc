package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.History;

/**
 * A replica that gets SIGTERM completes its streams and exits by itself, in time.
 *
 * @param bound how long it may take
 */
record Drained(Duration bound) implements Promise {

    /** 143 is what a JVM that ends in good order after SIGTERM exits with. */
    private static final Set<Integer> IN_ORDER = Set.of(0, 143);

    @Override
    public String text() {
        return "a replica completes its streams and exits by itself after SIGTERM";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return history.exits().stream().flatMap(exit -> Stream.concat(exit(exit), streams(history, exit)));
    }

    private Stream<Violation> exit(Exit exit) {
        return exit.took().compareTo(bound) <= 0 && IN_ORDER.contains(exit.code())
                ? Stream.empty()
                : Stream.of(violation("%s exited %d after %d ms, asked at %s"
                        .formatted(exit.replica(), exit.code(), exit.took().toMillis(), exit.asked())));
    }

    private Stream<Violation> streams(History history, Exit exit) {
        return history.subscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .filter(connection -> connection.stream()
                                && connection.replica().equals(exit.replica())
                                && connection.ending() == Connection.Ending.LOST
                                && connection.opened().isBefore(exit.asked())
                                && connection.ended().isAfter(exit.asked())
                                && exit.covers(connection.ended()))
                        .map(connection ->
                                violation("cut off: %s".formatted(DeliveredRevisions.where(subscription, connection)))));
    }
}
