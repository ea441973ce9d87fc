package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/** What a subscriber of a collection got since a snapshot, over all connections until the next snapshot. */
final class ResumedStream {

    private final Log log;
    private final Map<Long, Set<Long>> revisions = new HashMap<>();
    private final Map<String, Long> incarnations = new HashMap<>();
    private @Nullable Instant synced;
    private Instant last = Instant.MIN;

    ResumedStream(Log log) {
        this.log = log;
    }

    void add(ReceivedEvent event) {
        last = event.at();
        switch (event.type()) {
            case "synced" -> synced = synced == null ? event.at() : synced;
            case "removed" -> removed(event);
            default ->
                DeliveredRevisions.of(event, Subscription.Kind.COLLECTION, log)
                        .map(log::entry)
                        .ifPresent(this::add);
        }
    }

    private void add(LogEntry entry) {
        EventId id = entry.id();
        incarnations.merge(entry.name(), id.incarnation(), Math::max);
        revisions
                .computeIfAbsent(id.incarnation(), incarnation -> new HashSet<>())
                .add(id.revision());
    }

    /** The event names the operation only: it is about the life that was delivered last. */
    private void removed(ReceivedEvent event) {
        String name = event.data().replaceAll(".*\"name\":\"([^\"]*)\".*", "$1");
        Long incarnation = incarnations.get(name);
        if (incarnation != null && log.deleted(incarnation)) {
            add(log.chain(incarnation).getLast());
        }
    }

    boolean has(LogEntry entry) {
        return revisions
                .getOrDefault(entry.id().incarnation(), Set.of())
                .contains(entry.id().revision());
    }

    /** The first revision of a life that came; 0 if none did. */
    long first(long incarnation) {
        return revisions.getOrDefault(incarnation, Set.of()).stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    /** The last one; 0 if none did. */
    long latest(long incarnation) {
        return revisions.getOrDefault(incarnation, Set.of()).stream()
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
