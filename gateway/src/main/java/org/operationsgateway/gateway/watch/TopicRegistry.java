package org.operationsgateway.gateway.watch;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.revision.CommitListener;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.OperationReader;
import org.operationsgateway.gateway.stream.OpenStreams;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.springframework.stereotype.Component;

/**
 * The topics of all operations that are watched on this replica, counted by reference.
 *
 * <p>A topic exists from the first {@link Watch} of an operation to the last. Commits, signals and sweeps notify the
 * registry, which passes each notification to its topic, or drops it if there is none. Thread-safe.
 */
@Component
public class TopicRegistry implements CommitListener {

    private final OperationReader reader;
    private final PermitQueue replayPermits;
    private final RingMemory ringMemory;
    private final StreamMetrics metrics;
    private final OpenStreams streams;
    private final Map<OperationName, Topic> topics = new ConcurrentHashMap<>();
    private final Map<Long, Topic> incarnations = new ConcurrentHashMap<>();
    private final Set<Topic> retired = ConcurrentHashMap.newKeySet();
    private final AtomicLong sweeps = new AtomicLong();

    TopicRegistry(OperationReader reader, StreamMetrics metrics, OpenStreams streams, MemoryBudget budget) {
        this.replayPermits = budget.share(MemoryUse.PAGES);
        this.ringMemory = new RingMemory(budget.share(MemoryUse.RINGS));
        this.reader = reader;
        this.metrics = metrics;
        this.streams = streams;
    }

    /** Watches an operation, which need not exist, until the watch is closed. */
    public Watch watch(OperationName name) {
        return new Watch(this, name);
    }

    /**
     * Returns the stream of an operation, which acquires its topic at once.
     *
     * @param lastEventId the id as the client sent it, not validated; null on a first connection
     */
    public OperationStream stream(OperationName name, @Nullable String lastEventId) {
        return new OperationStream(watch(name), lastEventId);
    }

    @Override
    public void committed(Revision revision) {
        Topic topic = topics.get(revision.name());
        if (topic != null && topic.publish(revision, KnownRevision.NONE).isEmpty()) {
            retire(topic);
        }
    }

    /** Handles a signal from another replica. */
    public void signalled(OperationName name, RevisionId id) {
        Topic topic = topics.get(name);
        if (topic != null) {
            topic.signal(id);
        }
    }

    /** Handles a revision found by an early sweep. Its signal may still be in transit. */
    public void foundEarly(RevisionId id) {
        Topic topic = incarnations.get(id.incarnation());
        if (topic != null) {
            topic.signal(id);
        }
    }

    /** Handles a revision found by a periodic sweep; counts its signal as lost if the revision was unknown. */
    public void found(RevisionId id) {
        Topic topic = incarnations.get(id.incarnation());
        if (topic != null && topic.signal(id)) {
            metrics.signalLost();
        }
    }

    /** Marks the start of a sweep, before its revisions are {@linkplain #found reported}. */
    public void sweepStarted() {
        sweeps.incrementAndGet();
    }

    /** Marks the end of a periodic sweep: the database is available, so failed reads of the log are retried. */
    public void sweepCompleted() {
        topics.values().forEach(Topic::sweepCompleted);
        retired.forEach(Topic::sweepCompleted);
    }

    /**
     * Compares every watched operation with the log and reads what follows, after a time in which signals and sweeps
     * may have been lost, or another server may have taken the place of the database.
     */
    public void verifyAll() {
        // Counts as a sweep, so that a topic whose first state is being read verifies itself afterwards.
        sweepStarted();
        topics.values().forEach(Topic::verify);
        retired.forEach(Topic::verify);
    }

    // The map's lock on a name guards the reference counts of its topics, retired ones included.

    Topic acquire(OperationName name) {
        return topics.compute(name, (key, present) -> {
            Topic topic = present == null ? new Topic(key, reader, metrics, replayPermits, ringMemory) : present;
            topic.references++;
            return topic;
        });
    }

    void release(Topic topic) {
        topics.compute(topic.name(), (name, present) -> {
            topic.references--;
            if (topic.references > 0) {
                return present;
            }
            incarnations.remove(topic.incarnation(), topic);
            retired.remove(topic);
            topic.discard();
            return present == topic ? null : present;
        });
    }

    /** Removes a topic from the names after the end of its incarnation. Its watches keep it until they are closed. */
    void retire(Topic topic) {
        topics.computeIfPresent(topic.name(), (name, present) -> {
            if (present != topic) {
                return present;
            }
            retired.add(topic);
            return null;
        });
    }

    /** Registers the incarnation of a topic on which the caller holds a reference. */
    void bindIncarnation(Topic topic, long sweepsBefore) {
        boolean bound = incarnations.put(topic.incarnation(), topic) != topic;
        // A sweep reports incarnations only: one that started before this call did not reach the topic.
        if (bound && sweepsBefore != sweeps.get()) {
            topic.readToEnd();
        }
    }

    /** Returns the number of registered incarnations, which is zero when no operation is watched. */
    int incarnations() {
        return incarnations.size();
    }

    long sweeps() {
        return sweeps.get();
    }

    OpenStreams streams() {
        return streams;
    }

    StreamMetrics metrics() {
        return metrics;
    }

    OperationReader reader() {
        return reader;
    }

    /** Returns the number of watched operations. */
    public int size() {
        return topics.size();
    }
}
