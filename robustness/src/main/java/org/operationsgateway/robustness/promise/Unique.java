package org.operationsgateway.robustness.promise;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.log.EventId;

/** The promise that no revision is delivered twice on one connection. */
record Unique() implements Promise {

    @Override
    public String text() {
        return "no revision twice on one connection";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return DeliveredRevisions.validate(history, this::repetitions);
    }

    private Stream<Violation> repetitions(String connection, List<EventId> revisions) {
        Set<EventId> delivered = new HashSet<>();
        return revisions.stream()
                .filter(id -> !delivered.add(id))
                .map(id -> violation("%s was delivered twice: %s".formatted(id, connection)));
    }
}
