package org.operationsgateway.robustness.history;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.period.InjectedFault;
import org.operationsgateway.robustness.history.period.Period;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The recorded history of a run. Immutable.
 *
 * @param log the log of the database at the end
 * @param current the rows of the operations at the end, as log entries
 * @param end the time of the end
 */
public record History(
        Log log,
        List<LogEntry> current,
        List<Subscription> subscriptions,
        List<Write> writes,
        List<InjectedFault> faults,
        List<Exit> exits,
        List<Period> periods,
        Instant end) {

    public History {
        current = List.copyOf(current);
        subscriptions = List.copyOf(subscriptions);
        writes = List.copyOf(writes);
        faults = List.copyOf(faults);
        exits = List.copyOf(exits);
        periods = List.copyOf(periods);
    }

    /** Returns the subscriptions to single operations. */
    public List<Subscription> operationSubscriptions() {
        return subscriptions(Subscription.Kind.OPERATION);
    }

    /** Returns the subscriptions to collections. */
    public List<Subscription> collectionSubscriptions() {
        return subscriptions(Subscription.Kind.COLLECTION);
    }

    /** Returns the periods of one kind. */
    public <T extends Period> Stream<T> periods(Class<T> kind) {
        return periods.stream().filter(kind::isInstance).map(kind::cast);
    }

    private List<Subscription> subscriptions(Subscription.Kind kind) {
        return subscriptions.stream()
                .filter(subscription -> subscription.kind() == kind)
                .toList();
    }
}
