package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;

/** One promise of the gateway, and how to see from a history that it was broken. A pure function, without state. */
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

    /** The promise in a few words. */
    String text();

    /** Where it was broken: empty if it was kept. */
    Stream<Violation> broken(History history);

    /**
     * All of them.
     *
     * @param isolation how late a subscriber may be served while another stalls
     * @param drain how long a replica may take to stop
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

    /** A violation of this promise. */
    default Violation violation(String text) {
        return new Violation(getClass().getSimpleName(), text);
    }
}
