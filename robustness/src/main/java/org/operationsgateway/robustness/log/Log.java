package org.operationsgateway.robustness.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The database's log, read when everything was over: what all the rest is judged by. */
public final class Log {

    private final Map<Long, TreeMap<Long, LogEntry>> incarnations = new LinkedHashMap<>();
    private final Map<String, LogEntry> byJson = new HashMap<>();

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

    /** The entry of a revision; null if there is none. */
    public @Nullable LogEntry entry(EventId id) {
        TreeMap<Long, LogEntry> chain = incarnations.get(id.incarnation());
        return chain == null ? null : chain.get(id.revision());
    }

    /** The entry that committed this state, which says its name and holds a number that no other has. */
    public @Nullable LogEntry entry(String json) {
        return byJson.get(json);
    }

    /** The entries of one life in order; empty if it never was. */
    public List<LogEntry> chain(long incarnation) {
        TreeMap<Long, LogEntry> chain = incarnations.get(incarnation);
        return chain == null ? List.of() : List.copyOf(chain.values());
    }

    /** Every life, the oldest first, each a chain of at least one entry. */
    public List<List<LogEntry>> chains() {
        return incarnations.values().stream()
                .map(chain -> List.copyOf(chain.values()))
                .toList();
    }

    /** The lives of one name, the oldest first. */
    public List<List<LogEntry>> chains(String name) {
        return incarnations.values().stream()
                .filter(chain -> chain.firstEntry().getValue().name().equals(name))
                .map(chain -> List.copyOf(chain.values()))
                .toList();
    }

    /** Whether that life was ended by a deletion. */
    public boolean deleted(long incarnation) {
        List<LogEntry> chain = chain(incarnation);
        return !chain.isEmpty() && chain.getLast().change() == LogEntry.Change.DELETED;
    }

    /** Whether any life of that name was ended by a deletion. */
    public boolean everDeleted(String name) {
        return chains(name).stream().anyMatch(chain -> chain.getLast().change() == LogEntry.Change.DELETED);
    }

    /** Every entry. */
    public List<LogEntry> entries() {
        return incarnations.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }
}
