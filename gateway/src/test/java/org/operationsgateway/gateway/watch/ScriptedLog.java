package org.operationsgateway.gateway.watch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionLog;
import org.operationsgateway.gateway.revision.StoredOperation;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A log with reads that the test completes, in FIFO order. */
final class ScriptedLog implements RevisionLog {

    private record PendingRead(RevisionId after, Sinks.One<List<Revision>> result) {}

    private final Deque<PendingRead> pendingReads = new ArrayDeque<>();
    private final Deque<Sinks.One<StoredOperation>> pendingStates = new ArrayDeque<>();

    @Override
    public Mono<List<Revision>> after(OperationName name, RevisionId id, int limit) {
        return Mono.defer(() -> {
            PendingRead read = new PendingRead(id, Sinks.one());
            pendingReads.add(read);
            return read.result().asMono();
        });
    }

    @Override
    public Mono<StoredOperation> current(OperationName name) {
        return Mono.defer(() -> {
            Sinks.One<StoredOperation> read = Sinks.one();
            pendingStates.add(read);
            return read.asMono();
        });
    }

    int pending() {
        return pendingReads.size();
    }

    /** Returns the revision number after which the oldest pending read starts. */
    long pendingAfter() {
        return pendingReads.element().after().number();
    }

    void complete(Revision... revisions) {
        pendingReads.remove().result().tryEmitValue(Arrays.asList(revisions)).orThrow();
    }

    /** Completes the oldest pending read of a current state. */
    void completeState(StoredOperation current) {
        pendingStates.remove().tryEmitValue(current).orThrow();
    }

    /** Completes the oldest pending read of a current state: the operation does not exist. */
    void completeStateNotFound() {
        pendingStates
                .remove()
                .tryEmitError(StatusException.of(Reason.OPERATION_NOT_FOUND, "not found"))
                .orThrow();
    }

    void fail() {
        pendingReads
                .remove()
                .result()
                .tryEmitError(new IllegalStateException("the database is not available"))
                .orThrow();
    }
}
