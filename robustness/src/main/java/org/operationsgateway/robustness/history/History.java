package org.operationsgateway.robustness.history;

import java.util.List;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The recorded history of a run. Immutable.
 *
 * @param log the log of the database at the end
 * @param current the rows of the operations at the end, as log entries
 */
public record History(
        Log log,
        List<LogEntry> current,
        List<Subscription> subscriptions,
        List<Write> writes,
        List<InjectedFault> faults,
        List<Exit> exits,
        List<ReaderStall> stalls) {

    public History {
        current = List.copyOf(current);
        subscriptions = List.copyOf(subscriptions);
        writes = List.copyOf(writes);
        faults = List.copyOf(faults);
        exits = List.copyOf(exits);
        stalls = List.copyOf(stalls);
    }

    /** Returns the subscriptions to single operations. */
    public List<Subscription> operationSubscriptions() {
        return subscriptions(Subscription.Kind.OPERATION);
    }

    /** Returns the subscriptions to collections. */
    public List<Subscription> collectionSubscriptions() {
        return subscriptions(Subscription.Kind.COLLECTION);
    }

    private List<Subscription> subscriptions(Subscription.Kind kind) {
        return subscriptions.stream()
                .filter(subscription -> subscription.kind() == kind)
                .toList();
    }
}
