package org.operationsgateway.robustness.promise;

import java.util.Optional;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/** Each event is the whole operation as committed at its revision, to the letter. */
record Atomic() implements Promise {

    @Override
    public String text() {
        return "each event is the whole operation as committed";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return history.subscriptions().stream()
                .flatMap(subscription -> subscription.connections().stream()
                        .flatMap(connection -> connection.events().stream()
                                .filter(ReceivedEvent::message)
                                .flatMap(event -> broken(history.log(), subscription.kind(), event)
                                        .map(text -> violation(
                                                "%s: %s".formatted(text, DeliveredRevisions.where(subscription, connection))))
                                        .stream())));
    }

    private static Optional<String> broken(Log log, Subscription.Kind kind, ReceivedEvent event) {
        Optional<EventId> id = DeliveredRevisions.of(event, kind, log);
        LogEntry entry = id.map(log::entry).orElse(null);
        if (entry == null) {
            return Optional.of("the log has no such revision (id " + event.lastEventId() + "): " + event.data());
        }
        return entry.json().equals(event.data())
                ? Optional.empty()
                : Optional.of(entry.id() + " was " + entry.json() + ", but what came was " + event.data());
    }
}
