package org.operationsgateway.gateway.watch;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.store.CommitListener;
import org.operationsgateway.gateway.store.OperationReader;
import org.operationsgateway.gateway.store.Revision;
import org.operationsgateway.gateway.store.RevisionId;
import org.springframework.stereotype.Component;

/**
 * The operations that somebody on this replica watches.
 *
 * <p>An operation is here from the first claim on it to the last, and costs nothing before and after. Whoever learns of
 * a change tells the hub, and it is passed on if anybody cares. Thread-safe.
 */
@Component
public class WatchHub implements CommitListener {

    private final OperationReader reader;
    private final RefillBudget budget = RefillBudget.ofThisHeap();
    private final WatchMetrics metrics;
    private final OpenStreams streams;
    private final Map<OperationName, Topic> topics = new ConcurrentHashMap<>();
    private final Map<Long, Topic> lives = new ConcurrentHashMap<>();
    private final Set<Topic> retired = ConcurrentHashMap.newKeySet();
    private final AtomicLong sweeps = new AtomicLong();

    WatchHub(OperationReader reader, WatchMetrics metrics, OpenStreams streams) {
        this.reader = reader;
        this.metrics = metrics;
        this.streams = streams;
    }

    /** Lays a claim on an operation, which may not exist: its changes are followed until the claim is closed. */
    public Watch watch(OperationName name) {
        return new Watch(this, name);
    }

    @Override
    public void committed(Revision revision) {
        Topic topic = topics.get(revision.name());
        if (topic != null && !topic.offer(revision)) {
            retire(topic);
        }
    }

    /** Somebody else says that an operation has changed. */
    public void changed(OperationName name, RevisionId id) {
        Topic topic = topics.get(name);
        if (topic != null) {
            topic.hint(id);
        }
    }

    /** The log holds a revision, of which a signal may be on its way. */
    public void changed(RevisionId id) {
        Topic topic = lives.get(id.life());
        if (topic != null) {
            topic.hint(id);
        }
    }

    /** The log holds a revision, of which a signal should have told by now. */
    public void found(RevisionId id) {
        Topic topic = lives.get(id.life());
        if (topic != null && topic.hint(id)) {
            metrics.signalMissed();
        }
    }

    /** A sweep is about to tell what it {@linkplain #found found}. */
    public void sweepBegins() {
        sweeps.incrementAndGet();
    }

    /** A sweep has told everything; the database answers, so what could not be read before may be read now. */
    public void sweepEnds() {
        topics.values().forEach(Topic::catchUp);
        retired.forEach(Topic::catchUp);
    }

    /** Signals may have been lost, and sweeps too: every operation that is watched is looked at again. */
    public void suspectAll() {
        topics.values().forEach(Topic::suspect);
    }

    // The map's lock on a name guards the claims on its topics, those that were retired included.

    Topic claim(OperationName name) {
        return topics.compute(name, (key, topic) -> {
            Topic claimed = topic == null ? new Topic(key, reader, metrics, budget) : topic;
            claimed.claims++;
            return claimed;
        });
    }

    void release(Topic topic) {
        topics.compute(topic.name(), (name, present) -> {
            topic.claims--;
            if (topic.claims > 0) {
                return present;
            }
            lives.remove(topic.life(), topic);
            retired.remove(topic);
            return present == topic ? null : present;
        });
    }

    /** Keeps new claims off a topic whose life has ended. Those who have one see it to its end. */
    void retire(Topic topic) {
        topics.computeIfPresent(topic.name(), (name, present) -> {
            if (present != topic) {
                return present;
            }
            retired.add(topic);
            return null;
        });
    }

    /** A topic, on which the caller has a claim, knows which life it is about. */
    void born(Topic topic, long sweepsBefore) {
        boolean news = lives.put(topic.life(), topic) != topic;
        // A sweep names lives only; one that ran meanwhile could not say that it meant this operation.
        if (news && sweepsBefore != sweeps.get()) {
            topic.suspect();
        }
    }

    long sweeps() {
        return sweeps.get();
    }

    OpenStreams streams() {
        return streams;
    }

    WatchMetrics metrics() {
        return metrics;
    }

    OperationReader reader() {
        return reader;
    }

    /** How many operations are watched. */
    public int size() {
        return topics.size();
    }
}
