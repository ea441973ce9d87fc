package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;

/** A promise of the gateway, with its validator. Stateless. */
public sealed interface Promise
        permits Acknowledged,
                Atomic,
                BookmarksBehind,
                Chained,
                Drained,
                Isolated,
                Ordered,
                Reliable,
                Resumable,
                Settled,
                Terminal,
                Unique {

    /** Returns the promise as a short phrase. */
    String text();

    /** Returns the violations in a history; empty if the promise was kept. */
    Stream<Violation> violations(History history);

    /**
     * Returns all promises.
     *
     * @param isolation the maximum delay of an event while another reader stalls
     * @param drain the maximum time from SIGTERM to the exit of a replica
     */
    static List<Promise> all(Duration isolation, Duration drain) {
        return List.of(
                new Ordered(),
                new Unique(),
                new Reliable(),
                new Resumable(),
                new Terminal(),
                new Atomic(),
                new Isolated(isolation),
                new BookmarksBehind(),
                new Acknowledged(),
                new Chained(),
                new Settled(),
                new Drained(drain));
    }

    /** Creates a violation of this promise. */
    default Violation violation(String text) {
        return new Violation(getClass().getSimpleName(), text);
    }
}
