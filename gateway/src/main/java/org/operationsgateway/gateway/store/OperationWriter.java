package org.operationsgateway.gateway.store;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.operation.Transition;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.ResourceInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.StatusJson;
import org.operationsgateway.gateway.revision.CommitListener;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Changes operations. The statement that writes a row appends it to the log too; so the two never disagree, and the row's
 * lock makes the revisions of an operation a chain without gaps. Updates and completions that come at the same time may share
 * a statement.
 *
 * <p>Whether a change is allowed is decided by the same statement: of two that race, whichever commits first wins. The
 * loser reads what is there now and asks the model why it may not.
 *
 * <p>A subscription starts the change; to cancel it does not stop the change, which commits or not whoever still
 * listens. Every publisher emits on a thread of the database driver, and fails with a {@link StatusException} if the
 * change is refused, or with an {@code R2dbcException} if the database fails, when the change may or may not be
 * committed. An update or a completion that comes when too many wait fails on the thread that subscribes, with
 * RESOURCE_EXHAUSTED.
 */
@Component
public class OperationWriter {

    private static final String CREATE = ChangeSql.of("0", """
            insert into operation
                (name, parent, done, metadata, response, error, cancellation, metadata_type, error_code,
                request_id, request_hash, lease, lease_expire_time, deadline, wake_time, ttl, expire_time,
                create_time, update_time, end_time, xid)
            select $1, $2, $3, $4::json, $5::json, $6::json, $7, $8, $9, $10, $11,
                lease, now + lease, now + timeout, least(now + lease, now + timeout), ttl, case when $3 then now + ttl end,
                now, now, case when $3 then now end, pg_current_xact_id()
            from clock_timestamp() as now,
                -- What is done from the start can be neither late nor silent.
                make_interval(secs => case when not $3 then $12 end) as lease,
                make_interval(secs => case when not $3 then $13 end) as timeout,
                make_interval(secs => $14) as ttl
            on conflict do nothing
            """);

    /** A sign of life is no change of the operation: it has no revision, and nobody is told of it. */
    private static final String RENEW = """
            update operation
            set %s
            where name = $1 and not done
            returning %s
            """.formatted(ChangeSql.renewal("false", "$2"), RowMapper.SNAPSHOT_COLUMNS);

    /** Of an operation that is stopped at once, the end; of one whose producer cooperates, the request, once. */
    private static final String CANCEL = ChangeSql.of(
            "case when done then 0 else 1 end", """
            update operation
            set revision = revision + 1, done = (cancellation = 'IMMEDIATE'), cancel_requested = true,
                error = case when cancellation = 'IMMEDIATE' then $2::json end,
                error_code = case when cancellation = 'IMMEDIATE' then $3 end,
                lease_expire_time = case when cancellation <> 'IMMEDIATE' then lease_expire_time end,
                wake_time = case when cancellation <> 'IMMEDIATE' then wake_time end,
                xid = pg_current_xact_id(), %s
            where name = $1 and not done
                and (cancellation = 'IMMEDIATE' or (cancellation = 'COOPERATIVE' and not cancel_requested))
            """.formatted(ChangeSql.times("cancellation = 'IMMEDIATE'")));

    private static final String DELETE =
            ChangeSql.deletion("name = $1 and (life, revision) = (coalesce($2, life), coalesce($3, revision))");

    private static final String REQUESTED = "select request_hash, " + RowMapper.SNAPSHOT_COLUMNS
            + " from operation where parent = $1 and request_id = $2";

    private static final String CANCELLED = StatusJson.write(Outcome.CANCELLED.error());

    private final DatabaseClient database;
    private final OperationReader reader;
    private final List<CommitListener> listeners;
    private final ChangeStatements statements;
    private final ChangeBatcher changes = new ChangeBatcher(this::together, this::alone);

    OperationWriter(DatabaseClient database, OperationReader reader, List<CommitListener> listeners) {
        this.database = database;
        this.reader = reader;
        this.listeners = listeners;
        this.statements = new ChangeStatements(database);
    }

    /** Creates an operation on the terms that are usual. */
    public Mono<StoredOperation> create(Operation operation) {
        return create(operation, CreateOptions.DEFAULT, null);
    }

    /**
     * Creates the operation; fails with ALREADY_EXISTS if its name is taken, or its request was one for something else.
     *
     * @param request if there was one like it before, for the same parent, what that one has created is returned as it is
     *     now; null if it counts by itself
     */
    public Mono<StoredOperation> create(
            Operation operation, CreateOptions terms, @Nullable RequestFingerprint request) {
        OperationName name = operation.name();
        Mono<StoredOperation> created = database.sql(CREATE)
                .bind(0, name.toString())
                .bind(1, name.parent().path())
                .bind(2, operation.done())
                .bind(3, RowMapper.text(RowMapper.metadata(operation.metadata())))
                .bind(4, RowMapper.text(RowMapper.response(operation.state())))
                .bind(5, RowMapper.text(RowMapper.error(operation.state())))
                .bind(6, terms.cancellation().name())
                .bind(7, RowMapper.text(RowMapper.type(operation.metadata())))
                .bind(8, RowMapper.number(RowMapper.errorCode(operation.state())))
                .bind(9, RowMapper.text(request == null ? null : request.id()))
                .bind(10, RowMapper.bytes(request == null ? null : request.hash()))
                .bind(11, RowMapper.fraction(RowMapper.seconds(terms.lease())))
                .bind(12, RowMapper.fraction(RowMapper.seconds(terms.timeout())))
                .bind(13, RowMapper.fraction(RowMapper.seconds(terms.ttl())))
                .map((Readable row) -> RowMapper.snapshot(row))
                .one();
        return detached(announced(created).switchIfEmpty(Mono.defer(() -> notCreated(name, request))));
    }

    private Mono<StoredOperation> notCreated(OperationName name, @Nullable RequestFingerprint request) {
        Mono<StoredOperation> nameIsTaken = Mono.error(() -> alreadyExists(name));
        return request == null ? nameIsTaken : requested(name, request).switchIfEmpty(nameIsTaken);
    }

    private Mono<StoredOperation> requested(OperationName name, RequestFingerprint request) {
        return database.sql(REQUESTED)
                .bind(0, name.parent().path())
                .bind(1, request.id())
                .map(row -> {
                    request.requireSame(Objects.requireNonNull(row.get("request_hash", byte[].class)));
                    return RowMapper.snapshot(row);
                })
                .one();
    }

    /**
     * Replaces the metadata of a running operation and renews its lease; fails with NOT_FOUND, FAILED_PRECONDITION or ABORTED.
     *
     * @param expected the revision that the caller has seen; null for any
     */
    public Mono<StoredOperation> update(OperationName name, Any metadata, @Nullable RevisionId expected) {
        return changes.make(new OperationChange(
                name, metadata, State.RUNNING, expected, null, operation -> operation.update(metadata)));
    }

    /**
     * Renews the lease of a running operation, if it has one or gets one now; fails with NOT_FOUND or FAILED_PRECONDITION.
     *
     * @param metadata replaces the metadata, as an update does; null to keep what is there, which is no change
     * @param lease how long the producer may be silent from now on; null to keep what was agreed on
     */
    public Mono<StoredOperation> renew(OperationName name, @Nullable Any metadata, @Nullable Duration lease) {
        if (metadata != null) {
            return changes.make(new OperationChange(
                    name, metadata, State.RUNNING, null, lease, operation -> operation.update(metadata)));
        }
        Mono<StoredOperation> renewed = database.sql(RENEW)
                .bind(0, name.toString())
                .bind(1, RowMapper.fraction(RowMapper.seconds(lease)))
                .map(RowMapper::snapshot)
                .one();
        return detached(renewed.switchIfEmpty(Mono.defer(() -> explain(name, null, Operation::renew))));
    }

    /**
     * Ends a running operation; fails with NOT_FOUND, FAILED_PRECONDITION or ABORTED. If it ended in just this way
     * already, it is returned as it is.
     *
     * @param lastMetadata replaces the metadata; null to keep what is there
     * @param expected the revision that the caller has seen; null for any
     */
    public Mono<StoredOperation> complete(
            OperationName name, Outcome outcome, @Nullable Any lastMetadata, @Nullable RevisionId expected) {
        return changes.make(new OperationChange(
                name,
                lastMetadata,
                new State.Done(outcome),
                expected,
                null,
                operation -> operation.complete(outcome, lastMetadata)));
    }

    /**
     * Asks for a running operation to stop: ends it as cancelled, or tells its producer, as was said at its creation. Does
     * nothing if it is done or was asked before. Fails with NOT_FOUND, or with UNIMPLEMENTED if it can't be stopped.
     */
    public Mono<StoredOperation> cancel(OperationName name) {
        Mono<StoredOperation> changed = database.sql(CANCEL)
                .bind(0, name.toString())
                .bind(1, CANCELLED)
                .bind(2, Code.CANCELLED.number())
                .map(RowMapper::snapshot)
                .one()
                .doOnNext(snapshot -> announce(snapshot.latest()));
        return detached(changed.switchIfEmpty(Mono.defer(() -> notCancelled(name))));
    }

    private Mono<StoredOperation> notCancelled(OperationName name) {
        return reader.current(name).flatMap(snapshot -> {
            boolean refused = snapshot.cancellation() == Cancellation.UNSUPPORTED
                    && !snapshot.operation().done();
            return refused ? Mono.error(notSupported(name)) : Mono.just(snapshot);
        });
    }

    private static StatusException notSupported(OperationName name) {
        return StatusException.of(Reason.NOT_SUPPORTED, "The operation " + name + " can't be cancelled.");
    }

    /**
     * Deletes an operation, running or done; fails with NOT_FOUND or ABORTED.
     *
     * @param expected the revision that the caller has seen; null for any
     */
    public Mono<Void> delete(OperationName name, @Nullable RevisionId expected) {
        Mono<Revision> deleted = database.sql(DELETE)
                .bind(0, name.toString())
                .bind(1, RowMapper.incarnation(expected))
                .bind(2, RowMapper.number(expected))
                .map(RowMapper::deletion)
                .one();
        return detached(deleted.doOnNext(this::announce).switchIfEmpty(Mono.defer(() -> notDeleted(name))))
                .then();
    }

    /** It is missing, or has another revision than was expected. */
    private <T> Mono<T> notDeleted(OperationName name) {
        return reader.current(name).flatMap(snapshot -> Mono.error(hasChanged(name)));
    }

    private Mono<StoredOperation> alone(OperationChange change) {
        return announced(statements.one(change)).switchIfEmpty(Mono.defer(() -> explain(change)));
    }

    private Mono<Map<OperationName, StoredOperation>> together(List<OperationChange> changed) {
        return statements
                .many(changed)
                .doOnNext(made -> made.values().forEach(snapshot -> announce(snapshot.change())));
    }

    /** What the loser of a race, or a late writer, is told: what the model says of the operation as it is now. */
    private Mono<StoredOperation> explain(OperationChange change) {
        return explain(change.name(), change.expected(), change.transition());
    }

    private Mono<StoredOperation> explain(
            OperationName name, @Nullable RevisionId expected, Function<Operation, Transition> transition) {
        return reader.current(name).flatMap(snapshot -> switch (transition.apply(snapshot.operation())) {
            // Also for one who expected what was before: this may be its own first attempt (RFC 9110, 13.1.1).
            case Transition.Unchanged unchanged -> Mono.just(snapshot);
            case Transition.Refused refused ->
                Mono.error(
                        expected == null || expected.equals(snapshot.id()) ? refused.toException() : hasChanged(name));
            // It was missing or done when the statement ran, and was deleted and created anew in between.
            case Transition.Changed changed ->
                Mono.error(expected == null ? OperationReader.notFound(name) : hasChanged(name));
        });
    }

    private Mono<StoredOperation> announced(Mono<StoredOperation> change) {
        return change.doOnNext(snapshot -> announce(snapshot.change()));
    }

    private void announce(Revision revision) {
        for (CommitListener listener : listeners) {
            listener.committed(revision);
        }
    }

    private static <T> Mono<T> detached(Mono<T> change) {
        return Mono.fromFuture(change::toFuture, true);
    }

    private static StatusException alreadyExists(OperationName name) {
        String message = "There is an operation " + name + " already.";
        return StatusException.of(
                Reason.OPERATION_ALREADY_EXISTS, message, ResourceInfo.operation(name.toString(), message));
    }

    private static StatusException hasChanged(OperationName name) {
        return StatusException.of(
                Reason.ETAG_MISMATCH,
                "The operation " + name + " is not in the state that the etag is of: read it again, and decide anew.");
    }
}
