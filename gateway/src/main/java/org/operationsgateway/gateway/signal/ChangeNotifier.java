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
 * Tells the other replicas what this one has committed.
 *
 * <p>At once when it has been quiet; else what changes meanwhile is gathered, the latest revision of each operation, and
 * goes in one statement: a notification takes a lock of the whole server when it commits, so there are to be few. A
 * signal that can't be sent is dropped, for nobody relies on it.
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
                    .send(take())
                    .then(Mono.delay(pause))
                    .doFinally(end -> {
                        sending.set(false);
                        sendIfIdle();
                    })
                    .subscribe();
        }
    }

    private Map<OperationName, RevisionId> take() {
        Map<OperationName, RevisionId> taken = new HashMap<>();
        pending.forEach((name, id) -> {
            if (pending.remove(name, id)) {
                taken.put(name, id);
            }
        });
        return taken;
    }
}
