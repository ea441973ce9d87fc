package org.operationsgateway.robustness.promise;

import java.util.Optional;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/** The promise that each event contains the whole operation as committed at its revision, byte for byte. */
record Atomic() implements Promise {

    @Override
    public String text() {
        return "each event is the whole operation as committed";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.subscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .flatMap(connection -> violations(history.log(), subscription, connection)));
    }

    private Stream<Violation> violations(Log log, Subscription subscription, Connection connection) {
        return connection.events().stream()
                .filter(ReceivedEvent::isState)
                .flatMap(event -> mismatch(log, subscription.kind(), event).stream())
                .map(text ->
                        violation("%s: %s".formatted(text, DeliveredRevisions.describe(subscription, connection))));
    }

    private static Optional<String> mismatch(Log log, Subscription.Kind kind, ReceivedEvent event) {
        if (DeliveredRevisions.entry(event, kind, log) != null) {
            return Optional.empty();
        }
        LogEntry entry = EventId.parse(event.lastEventId()).map(log::entry).orElse(null);
        if (entry == null) {
            return Optional.of("the log has no such revision (id " + event.lastEventId() + "): " + event.data());
        }
        return Optional.of("%s is %s in the log, but the event %s contained %s"
                .formatted(entry.id(), entry.json(), event.lastEventId(), event.data()));
    }
}
