package org.operationsgateway.robustness.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/** The revisions that a subscriber of a collection received after one snapshot, over several connections. */
final class ResumedStream {

    private final Log log;
    private final Map<Long, Set<Long>> revisions = new HashMap<>();
    private final Map<String, Long> incarnations = new HashMap<>();
    private @Nullable Instant snapshotTime;
    private Instant lastEventTime = Instant.MIN;

    ResumedStream(Log log) {
        this.log = log;
    }

    void add(ReceivedEvent event) {
        lastEventTime = event.time();
        switch (event.type()) {
            case "synced" -> snapshotTime = snapshotTime == null ? event.time() : snapshotTime;
            case "removed" -> addDeletion(event);
            default ->
                Optional.ofNullable(DeliveredRevisions.entry(event, Subscription.Kind.COLLECTION, log))
                        .ifPresent(this::add);
        }
    }

    /** Leaves out a lost entry: the database may assign its incarnation again, to another operation. */
    private void add(LogEntry entry) {
        if (log.isLost(entry)) {
            return;
        }
        EventId id = entry.id();
        incarnations.merge(entry.name(), id.incarnation(), Math::max);
        revisions
                .computeIfAbsent(id.incarnation(), incarnation -> new HashSet<>())
                .add(id.revision());
    }

    /** Adds the deletion of the last received incarnation. The event contains the name of the operation only. */
    private void addDeletion(ReceivedEvent event) {
        String name = event.data().replaceAll(".*\"name\":\"([^\"]*)\".*", "$1");
        Long incarnation = incarnations.get(name);
        if (incarnation != null && log.isDeleted(incarnation)) {
            add(log.chain(incarnation).getLast());
        }
    }

    boolean contains(LogEntry entry) {
        return revisions
                .getOrDefault(entry.id().incarnation(), Set.of())
                .contains(entry.id().revision());
    }

    /** Returns the first received revision of an incarnation; 0 if there is none. */
    long firstRevision(long incarnation) {
        return revisions.getOrDefault(incarnation, Set.of()).stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    /** Returns the last received revision of an incarnation; 0 if there is none. */
    long lastRevision(long incarnation) {
        return revisions.getOrDefault(incarnation, Set.of()).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Returns whether a complete stream contains an incarnation: it was not deleted before the snapshot. */
    boolean isExpected(List<LogEntry> chain, Duration clockTolerance) {
        LogEntry end = chain.getLast();
        return snapshotTime != null
                && (end.change() != LogEntry.Change.DELETED || !end.time().isBefore(snapshotTime.plus(clockTolerance)));
    }

    /** Returns the time of the first {@code synced} event; null if there is none. */
    @Nullable
    Instant snapshotTime() {
        return snapshotTime;
    }

    Instant lastEventTime() {
        return lastEventTime;
    }
}
