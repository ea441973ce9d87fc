package org.operationsgateway.robustness.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.operationsgateway.robustness.history.period.InjectedFault;
import org.operationsgateway.robustness.history.period.Period;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;
import org.operationsgateway.robustness.log.LostHistory;

/** A recorder of the history of a run. Thread-safe. */
public final class Recorder {

    private final Queue<Subscription> subscriptions = new ConcurrentLinkedQueue<>();
    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
    private final Queue<InjectedFault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Exit> exits = new ConcurrentLinkedQueue<>();
    private final Queue<Period> periods = new ConcurrentLinkedQueue<>();
    private final Queue<LostHistory> lost = new ConcurrentLinkedQueue<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    public void add(Subscription subscription) {
        subscriptions.add(subscription);
    }

    public void add(Write write) {
        writes.add(write);
    }

    public void add(InjectedFault fault) {
        faults.add(fault);
    }

    public void add(Exit exit) {
        exits.add(exit);
    }

    public void add(Period period) {
        periods.add(period);
    }

    public void add(LostHistory history) {
        lost.add(history);
    }

    /** Returns an equal string that all callers share, to save memory. */
    public String intern(String text) {
        String present = texts.putIfAbsent(text, text);
        return present == null ? text : present;
    }

    /** Returns the history, with the entries of the log and the rows of the database at the end. */
    public History history(List<LogEntry> entries, List<LogEntry> current) {
        return new History(
                new Log(entries, List.copyOf(lost)),
                current,
                List.copyOf(subscriptions),
                List.copyOf(writes),
                List.copyOf(faults),
                List.copyOf(exits),
                List.copyOf(periods),
                Instant.now());
    }
}
