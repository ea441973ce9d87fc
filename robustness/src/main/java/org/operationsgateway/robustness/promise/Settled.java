package org.operationsgateway.robustness.promise;

import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.Subscription;

/** The promise that no stream is stuck: after the last fault, all operation streams end within a limit. */
record Settled() implements Promise {

    @Override
    public String text() {
        return "after the faults, every stream is complete in time";
    }

    @Override
    public Stream<Violation> violations(History history) {
        return history.subscriptions().stream()
                .filter(subscription -> !subscription.finished())
                .map(subscription -> violation("%s of %s is unfinished after %d connections, the last with %d events"
                        .formatted(
                                subscription.subscriber(),
                                subscription.target(),
                                subscription.connections().size(),
                                eventsOfLastConnection(subscription))));
    }

    private static int eventsOfLastConnection(Subscription subscription) {
        return subscription.connections().isEmpty()
                ? 0
                : subscription.connections().getLast().events().size();
    }
}
