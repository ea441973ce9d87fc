package org.operationsgateway.gateway.store;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.LeaseStatus;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.batch.ChangeBatcher;
import org.operationsgateway.gateway.tracing.RequestTrace;
import org.operationsgateway.gateway.tracing.TraceId;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The writing side of the store: all changes that clients request.
 *
 * <p>The statement that changes a row also appends the revision to the log, and it checks that the model allows the
 * change. So the row lock serialises the changes of an operation, their revision numbers have no gaps, and the first of
 * two concurrent changes to commit succeeds. Concurrent changes of
 * one kind share statements.
 *
 * <p>Subscribing starts a change; cancelling the subscription does not stop it. Every publisher emits on a thread of
 * the database driver. It fails with a {@link StatusException} if the change is rejected, and with an
 * {@code R2dbcException} if the database fails; then the change may be committed. When too many changes are pending, it
 * fails with RESOURCE_EXHAUSTED on the subscribing thread. Thread-safe.
 */
@Component
public class OperationWriter {

    private final ChangeBatcher<OperationChange, StoredOperation> changes;
    private final ChangeBatcher<Creation, StoredOperation> creations;
    private final ChangeBatcher<LeaseRenewal.Request, LeaseStatus> renewals;
    private final ChangeBatcher<OperationCancellation.Request, StoredOperation> cancellations;
    private final ChangeBatcher<OperationDeletion.Request, Revision> deletions;
    private final Timer create;
    private final Timer update;
    private final Timer complete;
    private final Timer heartbeat;
    private final Timer cancel;
    private final Timer delete;

    OperationWriter(
            DatabaseClient database,
            OperationReader reader,
            CommitListeners listeners,
            R2dbcProperties connections,
            Meters meters) {
        StatementAdmission admission = new StatementAdmission(connections.getPool());
        UnappliedChanges unapplied = new UnappliedChanges(reader, new RecentRequests(database));
        this.changes = new ChangeBatcher<>(new UpdateExecutor(database, unapplied, listeners));
        this.creations = new ChangeBatcher<>(new OperationCreation(database, admission, listeners));
        this.renewals = new ChangeBatcher<>(new LeaseRenewal(database, admission, unapplied));
        this.cancellations = new ChangeBatcher<>(new OperationCancellation(database, admission, reader, listeners));
        this.deletions = new ChangeBatcher<>(new OperationDeletion(database, admission, reader, listeners));
        this.create = meters.timer(GatewayMeter.CHANGE_DURATION, "create");
        this.update = meters.timer(GatewayMeter.CHANGE_DURATION, "update");
        this.complete = meters.timer(GatewayMeter.CHANGE_DURATION, "complete");
        this.heartbeat = meters.timer(GatewayMeter.CHANGE_DURATION, "heartbeat");
        this.cancel = meters.timer(GatewayMeter.CHANGE_DURATION, "cancel");
        this.delete = meters.timer(GatewayMeter.CHANGE_DURATION, "delete");
    }

    /** Records the time of a change that succeeds: rejected changes would lower the recorded times. */
    private static <T> Mono<T> timed(Timer timer, Mono<T> change) {
        return traced(timer, trace -> change);
    }

    /**
     * Records the time of a change that succeeds.
     *
     * @param change returns the change for a trace id, which is null for a request without a trace
     */
    private static <T> Mono<T> traced(Timer timer, Function<@Nullable TraceId, Mono<T>> change) {
        return Mono.deferContextual(context -> {
            long start = System.nanoTime();
            RequestTrace trace = RequestTrace.of(context);
            return change.apply(trace == null ? null : trace.traceId())
                    .doOnSuccess(done -> record(timer, System.nanoTime() - start, trace));
        });
    }

    /** Records a time, with the trace as its exemplar if it is sampled. */
    private static void record(Timer timer, long nanos, @Nullable RequestTrace trace) {
        if (trace != null && trace.isSampled()) {
            trace.run(() -> timer.record(nanos, TimeUnit.NANOSECONDS));
        } else {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Creates an operation with the {@linkplain CreateOptions#DEFAULT default options}. */
    public Mono<StoredOperation> create(Operation operation) {
        return create(operation, CreateOptions.DEFAULT, null);
    }

    /**
     * Creates an operation. Fails with ALREADY_EXISTS if the name exists, or if the request id was used for another
     * request.
     *
     * @param request makes the creation idempotent: if an equal request has created an operation in the same parent,
     *     that operation is returned in its current state; null for none
     */
    public Mono<StoredOperation> create(
            Operation operation, CreateOptions options, @Nullable RequestFingerprint request) {
        return traced(create, trace -> creations.execute(new Creation(operation, options, request, trace)));
    }

    /**
     * Replaces the metadata of a running operation and renews its lease. Fails with NOT_FOUND, FAILED_PRECONDITION or
     * ABORTED.
     *
     * @param expected the revision that the client expects; null for any
     */
    public Mono<StoredOperation> update(OperationName name, Any metadata, @Nullable RevisionTag expected) {
        return update(name, metadata, expected, null);
    }

    /**
     * Replaces the metadata of a running operation and renews its lease. Fails with NOT_FOUND, FAILED_PRECONDITION or
     * ABORTED, or with ALREADY_EXISTS if the request id was used for another change of the operation.
     *
     * @param expected the revision that the client expects; null for any
     * @param request makes the update idempotent: a retry returns the operation in its current state; null for none
     */
    public Mono<StoredOperation> update(
            OperationName name, Any metadata, @Nullable RevisionTag expected, @Nullable RequestFingerprint request) {
        return traced(
                update,
                trace -> changes.execute(new OperationChange(
                        name,
                        metadata,
                        State.RUNNING,
                        expected,
                        null,
                        request,
                        trace,
                        operation -> operation.update(metadata))));
    }

    /**
     * Renews the lease of a running operation that has a lease, or gets one. Fails with NOT_FOUND or
     * FAILED_PRECONDITION.
     *
     * @param metadata the new metadata, as in an update; null to keep the metadata, which adds no revision
     * @param lease the new length of the lease; null to keep the length
     */
    public Mono<LeaseStatus> renew(OperationName name, @Nullable Any metadata, @Nullable Duration lease) {
        return renew(name, metadata, lease, null);
    }

    /**
     * Renews the lease of a running operation that has a lease, or gets one. Fails with NOT_FOUND or
     * FAILED_PRECONDITION, or with ALREADY_EXISTS if the request id was used for another change of the operation.
     *
     * @param metadata the new metadata, as in an update; null to keep the metadata, which adds no revision
     * @param lease the new length of the lease; null to keep the length
     * @param request makes a renewal with metadata idempotent; null for none
     */
    public Mono<LeaseStatus> renew(
            OperationName name,
            @Nullable Any metadata,
            @Nullable Duration lease,
            @Nullable RequestFingerprint request) {
        if (metadata != null) {
            return traced(
                            heartbeat,
                            trace -> changes.execute(new OperationChange(
                                    name,
                                    metadata,
                                    State.RUNNING,
                                    null,
                                    lease,
                                    request,
                                    trace,
                                    operation -> operation.update(metadata))))
                    .map(LeaseStatus::of);
        }
        return timed(heartbeat, renewals.execute(new LeaseRenewal.Request(name, lease)));
    }

    /**
     * Completes a running operation. Fails with NOT_FOUND, FAILED_PRECONDITION or ABORTED. Idempotent: an operation
     * that already ended with the same outcome and metadata is returned unchanged.
     *
     * @param lastMetadata the new metadata; null to keep the metadata
     * @param expected the revision that the client expects; null for any
     */
    public Mono<StoredOperation> complete(
            OperationName name, Outcome outcome, @Nullable Any lastMetadata, @Nullable RevisionTag expected) {
        return complete(name, outcome, lastMetadata, expected, null);
    }

    /**
     * Completes a running operation. Fails with NOT_FOUND, FAILED_PRECONDITION or ABORTED, or with ALREADY_EXISTS if
     * the request id was used for another change of the operation. Idempotent: an operation that already ended with the
     * same outcome and metadata is returned unchanged.
     *
     * @param lastMetadata the new metadata; null to keep the metadata
     * @param expected the revision that the client expects; null for any
     * @param request a retry of the same request returns the operation in its current state; null for none
     */
    public Mono<StoredOperation> complete(
            OperationName name,
            Outcome outcome,
            @Nullable Any lastMetadata,
            @Nullable RevisionTag expected,
            @Nullable RequestFingerprint request) {
        return traced(
                complete,
                trace -> changes.execute(new OperationChange(
                        name,
                        lastMetadata,
                        new State.Done(outcome),
                        expected,
                        null,
                        request,
                        trace,
                        operation -> operation.complete(outcome, lastMetadata))));
    }

    /**
     * Cancels a running operation: ends it if its cancellation is immediate, or records a cancellation request if it is
     * cooperative. Returns a done operation, or one with a cancellation request, unchanged. Fails with NOT_FOUND, or
     * with UNIMPLEMENTED if the operation does not support cancellation.
     */
    public Mono<StoredOperation> cancel(OperationName name) {
        return traced(cancel, trace -> cancellations.execute(new OperationCancellation.Request(name, trace)));
    }

    /**
     * Deletes an operation, running or done. Fails with NOT_FOUND or ABORTED.
     *
     * @param expected the revision that the client expects; null for any
     */
    public Mono<Void> delete(OperationName name, @Nullable RevisionTag expected) {
        return traced(delete, trace -> deletions.execute(new OperationDeletion.Request(name, expected, trace)))
                .then();
    }
}
