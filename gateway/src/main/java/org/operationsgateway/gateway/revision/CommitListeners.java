package org.operationsgateway.gateway.revision;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** All commit listeners of this replica. Thread-safe. */
@Component
public class CommitListeners {

    private final List<CommitListener> listeners;

    CommitListeners(List<CommitListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Notifies every listener of a committed revision. */
    public void committed(Revision revision) {
        for (CommitListener listener : listeners) {
            listener.committed(revision);
        }
    }

    /** Notifies every listener of the revisions that one statement committed. */
    public void committed(Collection<? extends Revision> revisions) {
        revisions.forEach(this::committed);
    }
}
