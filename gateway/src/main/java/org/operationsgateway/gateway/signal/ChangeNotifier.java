package org.operationsgateway.gateway.signal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.CommitListener;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A commit listener that signals revisions to the other replicas.
 *
 * <p>The first revision after an idle time is signalled immediately. Then revisions are coalesced during a pause, the
 * latest of each operation, and signalled by one statement: a {@code NOTIFY} acquires a server-wide lock at the commit,
 * so statements must be few. A signal that fails is dropped; a sweep finds its changes. Thread-safe.
 */
@Component
class ChangeNotifier implements CommitListener {

    private final SignalConnection connection;
    private final Duration pause;
    private final boolean enabled;
    private final Map<OperationName, RevisionId> pending = new ConcurrentHashMap<>();
    private final AtomicBoolean sending = new AtomicBoolean();

    ChangeNotifier(SignalConnection connection, SignalProperties properties) {
        this.connection = connection;
        this.pause = properties.pause();
        this.enabled = properties.enabled();
    }

    @Override
    public void committed(Revision revision) {
        if (enabled) {
            pending.merge(revision.name(), revision.id(), ChangeNotifier::later);
            sendIfIdle();
        }
    }

    private static RevisionId later(RevisionId one, RevisionId other) {
        boolean otherIsLater = other.incarnation() > one.incarnation()
                || (other.incarnation() == one.incarnation() && other.number() > one.number());
        return otherIsLater ? other : one;
    }

    private void sendIfIdle() {
        if (!pending.isEmpty() && sending.compareAndSet(false, true)) {
            connection
                    .send(removePending())
                    .then(Mono.delay(pause))
                    .doFinally(end -> {
                        sending.set(false);
                        sendIfIdle();
                    })
                    .subscribe();
        }
    }

    private Map<OperationName, RevisionId> removePending() {
        Map<OperationName, RevisionId> removed = new HashMap<>();
        pending.forEach((name, id) -> {
            if (pending.remove(name, id)) {
                removed.put(name, id);
            }
        });
        return removed;
    }
}
