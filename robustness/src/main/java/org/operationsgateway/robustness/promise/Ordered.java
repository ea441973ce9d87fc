package org.operationsgateway.robustness.promise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.log.EventId;

/** The promise that revisions are delivered in ascending order. */
record Ordered() implements Promise {

    @Override
    public String text() {
        return "revisions are in ascending order";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return DeliveredRevisions.validate(history, this::outOfOrder);
    }

    private Stream<Violation> outOfOrder(String connection, List<EventId> revisions) {
        Map<Long, Long> latest = new HashMap<>();
        Stream.Builder<Violation> violations = Stream.builder();
        for (EventId id : revisions) {
            Long previous = latest.put(id.incarnation(), id.revision());
            if (previous != null && id.revision() < previous) {
                violations.add(violation("%s followed revision %d: %s".formatted(id, previous, connection)));
            }
        }
        return violations.build();
    }
}
