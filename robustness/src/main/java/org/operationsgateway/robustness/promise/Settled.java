package org.operationsgateway.robustness.promise;

import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;

/** No stream is stuck: when the faults are over, every subscriber has everything within a bounded time. */
record Settled() implements Promise {

    @Override
    public String text() {
        return "after the faults, every stream has everything in time";
    }

    @Override
    public Stream<Violation> broken(History history) {
        return history.subscriptions().stream()
                .filter(subscription -> !subscription.finished())
                .map(subscription -> violation("%s of %s still waits; it has had %d connections, the last with %s"
                        .formatted(
                                subscription.subscriber(),
                                subscription.target(),
                                subscription.connections().size(),
                                subscription.connections().isEmpty()
                                        ? "nothing"
                                        : subscription
                                                        .connections()
                                                        .getLast()
                                                        .events()
                                                        .size() + " events")));
    }
}
