package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.EventId;
import org.operationsgateway.robustness.history.Log;
import org.operationsgateway.robustness.history.LogEntry;
import org.operationsgateway.robustness.history.Received;
import org.operationsgateway.robustness.history.Subscription;

/** What a subscriber of a collection got since a snapshot, over all connections until the next snapshot. */
final class Journey {

    private final Log log;
    private final Map<Long, Set<Long>> revisions = new HashMap<>();
    private final Map<String, Long> lives = new HashMap<>();
    private @Nullable Instant synced;
    private Instant last = Instant.MIN;

    Journey(Log log) {
        this.log = log;
    }

    void add(Received event) {
        last = event.at();
        switch (event.type()) {
            case "synced" -> synced = synced == null ? event.at() : synced;
            case "removed" -> removed(event);
            default ->
                Deliveries.of(event, Subscription.Kind.COLLECTION, log)
                        .map(log::entry)
                        .ifPresent(this::add);
        }
    }

    private void add(LogEntry entry) {
        EventId id = entry.id();
        lives.merge(entry.name(), id.life(), Math::max);
        revisions.computeIfAbsent(id.life(), life -> new HashSet<>()).add(id.revision());
    }

    /** The event names the operation only: it is about the life that was delivered last. */
    private void removed(Received event) {
        String name = event.data().replaceAll(".*\"name\":\"([^\"]*)\".*", "$1");
        Long life = lives.get(name);
        if (life != null && log.deleted(life)) {
            add(log.chain(life).getLast());
        }
    }

    boolean has(LogEntry entry) {
        return revisions
                .getOrDefault(entry.id().life(), Set.of())
                .contains(entry.id().revision());
    }

    /** The first revision of a life that came; 0 if none did. */
    long first(long life) {
        return revisions.getOrDefault(life, Set.of()).stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    /** The last one; 0 if none did. */
    long latest(long life) {
        return revisions.getOrDefault(life, Set.of()).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Whether a life of which nothing came should have come: it began after the snapshot, or was there at it. */
    boolean mustHave(List<LogEntry> chain, Duration overlap, boolean toTheEnd) {
        LogEntry end = chain.getLast();
        boolean goneBefore = synced == null
                || (end.change() == LogEntry.Change.DELETED && end.time().isBefore(synced.plus(overlap)));
        return toTheEnd && !goneBefore;
    }

    @Nullable
    Instant synced() {
        return synced;
    }

    Instant last() {
        return last;
    }
}
