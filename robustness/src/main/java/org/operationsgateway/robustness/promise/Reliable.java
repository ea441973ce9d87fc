package org.operationsgateway.robustness.promise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.log.EventId;

/**
 * No revision is skipped between the first and the last one delivered, while the log holds them: nor by a reset, which
 * is only for revisions that the log holds no more. The log of a run holds everything.
 */
record Reliable() implements Promise {

    @Override
    public String text() {
        return "no revision skipped while the log holds it";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return Stream.concat(DeliveredRevisions.judge(history, this::skipped), resets(history));
    }

    private Stream<Violation> skipped(String where, List<EventId> run) {
        Map<Long, Long> latest = new HashMap<>();
        Stream.Builder<Violation> violations = Stream.builder();
        for (EventId id : run) {
            long before = latest.getOrDefault(id.incarnation(), id.revision() - 1);
            if (id.revision() > before + 1) {
                violations.add(violation("%s came after revision %d: %s".formatted(id, before, where)));
            }
            latest.put(id.incarnation(), Math.max(before, id.revision()));
        }
        return violations.build();
    }

    private Stream<Violation> resets(History history) {
        return history.ofOperations().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .flatMap(connection -> connection.events().stream()
                                .filter(Reliable::saysThatTheLogIsGone)
                                .map(event -> violation("reset though the log holds everything: %s"
                                        .formatted(DeliveredRevisions.where(subscription, connection))))));
    }

    private static boolean saysThatTheLogIsGone(ReceivedEvent event) {
        return event.type().equals("reset") && event.data().contains("LOG_TRUNCATED");
    }
}
