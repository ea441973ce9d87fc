package org.operationsgateway.robustness.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The log of the database at the end of a run, and the histories that the database has lost. Immutable. */
public final class Log {

    private final Map<Long, TreeMap<Long, LogEntry>> incarnations = new LinkedHashMap<>();
    private final Map<String, LogEntry> byJson = new HashMap<>();
    private final List<LostHistory> lost;
    private final List<List<LogEntry>> lostChains;
    private final Map<EventId, List<LogEntry>> lostById = new HashMap<>();
    private final Map<String, LogEntry> lostByJson = new HashMap<>();

    /** Creates a log from its entries, in any order, and those of lost histories. */
    public Log(List<LogEntry> entries, List<LostHistory> lost) {
        this.lost = List.copyOf(lost);
        this.lostChains =
                lost.stream().flatMap(history -> chains(history).stream()).toList();
        lost.stream().flatMap(history -> history.entries().stream()).forEach(this::addLost);
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

    private void addLost(LogEntry entry) {
        lostById.computeIfAbsent(entry.id(), id -> new ArrayList<>()).add(entry);
        if (!entry.json().isEmpty()) {
            lostByJson.putIfAbsent(entry.json(), entry);
        }
    }

    /** Returns the entry of a revision; null if there is none. */
    public @Nullable LogEntry entry(EventId id) {
        TreeMap<Long, LogEntry> chain = incarnations.get(id.incarnation());
        return chain == null ? null : chain.get(id.revision());
    }

    /**
     * Returns the first entry with a state, or else a lost entry with it; null if there is none. States contain a name
     * and a unique number.
     */
    public @Nullable LogEntry entry(String json) {
        LogEntry entry = byJson.get(json);
        return entry == null ? lostByJson.get(json) : entry;
    }

    /** Returns the entries with an event id: at most one, and those of lost histories. */
    public List<LogEntry> entries(String eventId) {
        List<LogEntry> entries = new ArrayList<>();
        EventId.parse(eventId).ifPresent(id -> {
            LogEntry entry = entry(id);
            if (entry != null && entry.matches(eventId)) {
                entries.add(entry);
            }
            lostById.getOrDefault(id, List.of()).stream()
                    .filter(lostEntry -> lostEntry.matches(eventId))
                    .forEach(entries::add);
        });
        return entries;
    }

    /** Returns the lost histories. */
    public List<LostHistory> lost() {
        return lost;
    }

    /** Returns whether the database has lost an entry. */
    public boolean isLost(LogEntry entry) {
        return lostById.getOrDefault(entry.id(), List.of()).contains(entry);
    }

    /** Returns whether the database has lost an entry of an operation. */
    public boolean hasLost(String name) {
        return lost.stream().anyMatch(history -> history.contains(name));
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

    private static List<List<LogEntry>> chains(LostHistory history) {
        return history.entries().stream()
                .sorted(Comparator.comparingLong(entry -> entry.id().revision()))
                .collect(Collectors.groupingBy(entry -> entry.id().incarnation()))
                .values()
                .stream()
                .map(List::copyOf)
                .toList();
    }

    /** Returns the lost entries of each incarnation in each lost history, in the order of revisions. */
    public List<List<LogEntry>> lostChains() {
        return lostChains;
    }

    /** Returns the lost entries of each incarnation of a name in each lost history, in the order of revisions. */
    public List<List<LogEntry>> lostChains(String name) {
        return lostChains.stream()
                .filter(chain -> chain.getFirst().name().equals(name))
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
