package org.operationsgateway.robustness.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The log of the database at the end of a run. Immutable. */
public final class Log {

    private final Map<Long, TreeMap<Long, LogEntry>> incarnations = new LinkedHashMap<>();
    private final Map<String, LogEntry> byJson = new HashMap<>();

    /** Creates a log from its entries, in any order. */
    public Log(List<LogEntry> entries) {
        entries.stream()
                .sorted(Comparator.comparingLong(entry -> entry.id().incarnation()))
                .forEach(this::add);
    }

    private void add(LogEntry entry) {
        incarnations
                .computeIfAbsent(entry.id().incarnation(), incarnation -> new TreeMap<>())
                .put(entry.id().revision(), entry);
        if (!entry.json().isEmpty()) {
            byJson.merge(
                    entry.json(),
                    entry,
                    (one, other) -> one.id().revision() < other.id().revision() ? one : other);
        }
    }

    /** Returns the entry of a revision; null if there is none. */
    public @Nullable LogEntry entry(EventId id) {
        TreeMap<Long, LogEntry> chain = incarnations.get(id.incarnation());
        return chain == null ? null : chain.get(id.revision());
    }

    /** Returns the first entry with a state; null if there is none. States contain a name and a unique number. */
    public @Nullable LogEntry entry(String json) {
        return byJson.get(json);
    }

    /** Returns the entries of an incarnation in the order of revisions; empty if there is none. */
    public List<LogEntry> chain(long incarnation) {
        TreeMap<Long, LogEntry> chain = incarnations.get(incarnation);
        return chain == null ? List.of() : List.copyOf(chain.values());
    }

    /** Returns the chain of each incarnation, the oldest first. No chain is empty. */
    public List<List<LogEntry>> chains() {
        return incarnations.values().stream()
                .map(chain -> List.copyOf(chain.values()))
                .toList();
    }

    /** Returns the chain of each incarnation of a name, the oldest first. */
    public List<List<LogEntry>> chains(String name) {
        return incarnations.values().stream()
                .filter(chain -> chain.firstEntry().getValue().name().equals(name))
                .map(chain -> List.copyOf(chain.values()))
                .toList();
    }

    /** Returns whether an incarnation ended with a deletion. */
    public boolean isDeleted(long incarnation) {
        List<LogEntry> chain = chain(incarnation);
        return !chain.isEmpty() && chain.getLast().change() == LogEntry.Change.DELETED;
    }

    /** Returns whether any incarnation of a name ended with a deletion. */
    public boolean hasDeletion(String name) {
        return chains(name).stream().anyMatch(chain -> chain.getLast().change() == LogEntry.Change.DELETED);
    }

    /** Returns all entries. */
    public List<LogEntry> entries() {
        return incarnations.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }
}
