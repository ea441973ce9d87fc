package org.operationsgateway.robustness.promise;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.log.EventId;

/** No revision comes twice on one connection. */
record Unique() implements Promise {

    @Override
    public String text() {
        return "no revision twice on one connection";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return DeliveredRevisions.judge(history, this::broken);
    }

    private Stream<Violation> broken(String where, List<EventId> run) {
        Set<EventId> seen = new HashSet<>();
        return run.stream().filter(id -> !seen.add(id)).map(id -> violation("%s came twice: %s".formatted(id, where)));
    }
}
