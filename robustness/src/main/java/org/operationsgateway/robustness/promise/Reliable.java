package org.operationsgateway.robustness.promise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;

/**
 * The promise that no revision between the first and the last delivered one is skipped while the log contains it. Only
 * the log of a deleted operation is purged, so a reset of any other stream because of missing entries is a violation.
 */
record Reliable() implements Promise {

    @Override
    public String text() {
        return "no revision skipped while the log holds it";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return Stream.concat(DeliveredRevisions.validate(history, this::gaps), resets(history));
    }

    private Stream<Violation> gaps(String connection, List<EventId> revisions) {
        Map<Long, Long> latest = new HashMap<>();
        Stream.Builder<Violation> violations = Stream.builder();
        for (EventId id : revisions) {
            long previous = latest.getOrDefault(id.incarnation(), id.revision() - 1);
            if (id.revision() > previous + 1) {
                violations.add(violation("%s followed revision %d: %s".formatted(id, previous, connection)));
            }
            latest.put(id.incarnation(), Math.max(previous, id.revision()));
        }
        return violations.build();
    }

    private Stream<Violation> resets(History history) {
        return history.operationSubscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .flatMap(connection -> connection.events().stream()
                                .filter(event -> isTruncationReset(event) && !isOfDeleted(history.log(), event))
                                .map(event -> violation("reset, although the log has all revisions: %s"
                                        .formatted(DeliveredRevisions.describe(subscription, connection))))));
    }

    private static boolean isTruncationReset(ReceivedEvent event) {
        return event.type().equals("reset") && event.data().contains("LOG_TRUNCATED");
    }

    private static boolean isOfDeleted(Log log, ReceivedEvent event) {
        return EventId.parse(event.lastEventId())
                .filter(id -> log.isDeleted(id.incarnation()))
                .isPresent();
    }
}
