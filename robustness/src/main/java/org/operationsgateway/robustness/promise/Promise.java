package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;

/** A promise of the gateway, with its validator. Stateless. */
public sealed interface Promise
        permits Acknowledged,
                Atomic,
                Available,
                BookmarksBehind,
                Chained,
                Drained,
                Expired,
                Isolated,
                Ordered,
                Progressing,
                Reliable,
                Resumable,
                Rewound,
                Seamless,
                Settled,
                Terminal,
                Unique {

    /** Returns the promise as a short phrase. */
    String text();

    /** Returns the violations in a history; empty if the promise was kept. */
    Stream<Violation> violations(History history);

    /** Returns all promises. */
    static List<Promise> all(Limits limits) {
        return List.of(
                new Ordered(),
                new Unique(),
                new Reliable(),
                new Resumable(),
                new Terminal(),
                new Atomic(),
                new Isolated(limits.isolation()),
                new BookmarksBehind(),
                new Progressing(limits.cursorAge()),
                new Acknowledged(),
                new Chained(),
                new Rewound(limits.rewind()),
                new Settled(),
                new Expired(limits.expiry()),
                new Available(limits.answer()),
                new Drained(limits.drain()));
    }

    /** Returns the promises for a run that replaces all replicas, behind a proxy, and has no faults. */
    static List<Promise> ofRollout(Limits limits, Duration interruption) {
        return Stream.concat(all(limits).stream(), Stream.of(new Seamless(interruption)))
                .toList();
    }

    /** Creates a violation of this promise. */
    default Violation violation(String text) {
        return new Violation(getClass().getSimpleName(), text);
    }
}
