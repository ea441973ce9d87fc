package org.operationsgateway.robustness.log;

import java.time.Instant;
import java.util.List;

/**
 * A history of the database that ended when another server replaced the database: the entries that the other server
 * had not received.
 *
 * @param from a time before the first of these entries
 * @param until the time from which the other server accepted writes
 * @param entries the entries, in any order
 */
public record LostHistory(Instant from, Instant until, List<LogEntry> entries) {

    public LostHistory {
        entries = List.copyOf(entries);
    }

    /** Returns whether it contains an entry of an operation. */
    public boolean contains(String name) {
        return entries.stream().anyMatch(entry -> entry.name().equals(name));
    }
}
