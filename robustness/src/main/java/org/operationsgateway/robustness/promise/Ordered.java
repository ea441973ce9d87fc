package org.operationsgateway.robustness.promise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.log.EventId;

/** Revisions only go up. */
record Ordered() implements Promise {

    @Override
    public String text() {
        return "revisions only go up";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return DeliveredRevisions.judge(history, this::broken);
    }

    private Stream<Violation> broken(String where, List<EventId> run) {
        Map<Long, Long> latest = new HashMap<>();
        Stream.Builder<Violation> violations = Stream.builder();
        for (EventId id : run) {
            Long before = latest.put(id.incarnation(), id.revision());
            if (before != null && id.revision() < before) {
                violations.add(violation("%s came after revision %d: %s".formatted(id, before, where)));
            }
        }
        return violations.build();
    }
}
