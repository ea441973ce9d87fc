package org.operationsgateway.robustness.history;

import java.util.List;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * Everything that a run recorded.
 *
 * @param log the database's log
 * @param current the current state of each operation, as if it were an entry of the log
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

    /** The subscriptions to one operation each. */
    public List<Subscription> ofOperations() {
        return of(Subscription.Kind.OPERATION);
    }

    /** The subscriptions to collections. */
    public List<Subscription> ofCollections() {
        return of(Subscription.Kind.COLLECTION);
    }

    private List<Subscription> of(Subscription.Kind kind) {
        return subscriptions.stream()
                .filter(subscription -> subscription.kind() == kind)
                .toList();
    }
}
