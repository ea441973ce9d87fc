package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.History;

/**
 * The promise that a replica completes its streams and exits after SIGTERM.
 *
 * @param limit the maximum time from the signal to the exit
 */
record Drained(Duration limit) implements Promise {

    /** 143 is the exit code of a JVM after an orderly shutdown by SIGTERM. */
    private static final Set<Integer> ORDERLY_EXIT_CODES = Set.of(0, 143);

    @Override
    public String text() {
        return "a replica completes its streams and exits by itself after SIGTERM";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.exits().stream().flatMap(exit -> Stream.concat(exit(exit), streams(history, exit)));
    }

    private Stream<Violation> exit(Exit exit) {
        return exit.duration().compareTo(limit) <= 0 && ORDERLY_EXIT_CODES.contains(exit.code())
                ? Stream.empty()
                : Stream.of(violation("%s exited with code %d after %d ms, SIGTERM at %s"
                        .formatted(exit.replica(), exit.code(), exit.duration().toMillis(), exit.signalled())));
    }

    private Stream<Violation> streams(History history, Exit exit) {
        return history.subscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .filter(connection -> isCutOff(connection, exit))
                        .map(connection -> violation("the stream was cut off: %s"
                                .formatted(DeliveredRevisions.describe(subscription, connection)))));
    }

    private static boolean isCutOff(Connection connection, Exit exit) {
        return connection.isStream()
                && connection.replica().equals(exit.replica())
                && connection.ending() == Connection.Ending.LOST
                && connection.opened().isBefore(exit.signalled())
                && connection.ended().isAfter(exit.signalled())
                && exit.covers(connection.ended());
    }
}
