package org.operationsgateway.gateway.store;

import static io.r2dbc.postgresql.codec.PostgresqlObjectId.UUID_ARRAY;

import io.r2dbc.spi.Parameter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.store.batch.BatchedChange;
import org.operationsgateway.gateway.store.batch.CachedStatement;
import org.operationsgateway.gateway.store.batch.ChangeExecutor;
import org.operationsgateway.gateway.tracing.TraceId;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The deletion of operations on request, alone or in a batch. Thread-safe. */
final class OperationDeletion implements ChangeExecutor<OperationDeletion.Request, Revision> {

    private static final String ONE =
            ChangeSql.deletion("$5::uuid", "", "name = $1 and " + ChangeSql.isExpected("$2", "$3", "$4"));

    /** Skips locked rows, so a batch waits for no other transaction and cannot deadlock. */
    private static final String MANY = ChangeSql.deletion(
            "new_trace",
            """
            using (
                select life as deleted_life, new_trace
                from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::uuid[])
                    as new (new_name, new_life, new_revision, new_check, new_trace)
                join operation on name = new_name
                where %s
                for update of operation skip locked
            ) as new
            """.formatted(ChangeSql.isExpected("new_life", "new_revision", "new_check")),
            "life = deleted_life");

    private final DatabaseClient database;
    private final CachedStatement many;
    private final StatementAdmission admission;
    private final OperationReader reader;
    private final CommitListeners listeners;

    /**
     * A requested deletion. Immutable.
     *
     * @param expected the revision that the client expects; null for any
     * @param trace the trace of the request; null for none
     */
    record Request(
            OperationName name,
            @Nullable RevisionTag expected,
            @Nullable TraceId trace) implements BatchedChange {}

    OperationDeletion(
            DatabaseClient database, StatementAdmission admission, OperationReader reader, CommitListeners listeners) {
        this.database = database;
        this.many = new CachedStatement(database.getConnectionFactory(), MANY);
        this.admission = admission;
        this.reader = reader;
        this.listeners = listeners;
    }

    @Override
    public Mono<Revision> executeOne(Request request) {
        RevisionTag expected = request.expected();
        Mono<Revision> deleted = database.sql(ONE)
                .bind(0, request.name().toString())
                .bind(1, ColumnValues.number(ColumnValues.incarnation(expected)))
                .bind(2, ColumnValues.number(ColumnValues.revision(expected)))
                .bind(3, ColumnValues.number(ColumnValues.check(expected)))
                .bind(4, ColumnValues.uuid(ColumnValues.traceId(request.trace())))
                .map(RowMapper::deletion)
                .one()
                .doOnNext(listeners::committed)
                .switchIfEmpty(Mono.defer(() -> notDeleted(request.name(), expected)));
        return admission.execute(StatementAdmission.Kind.DELETION, request.name(), deleted);
    }

    @Override
    public Mono<Map<OperationName, Revision>> executeMany(List<Request> requests) {
        BatchColumns<Request> batch = new BatchColumns<>(requests);
        List<Parameter> values = List.of(
                batch.texts(request -> request.name().toString()),
                batch.numbers(request -> ColumnValues.incarnation(request.expected())),
                batch.numbers(request -> ColumnValues.revision(request.expected())),
                batch.numbers(request -> ColumnValues.check(request.expected())),
                batch.column(UUID_ARRAY, UUID[]::new, request -> ColumnValues.traceId(request.trace())));
        return many.run(values, row -> Map.entry(RowMapper.name(row), RowMapper.deletion(row)))
                // Rows may arrive before the commit; the completion signal does not, so all rows are collected first.
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .doOnNext(deleted -> deleted.values().forEach(listeners::committed));
    }

    /**
     * Fails with NOT_FOUND or, if another revision was expected, with ABORTED. Without an expected revision, an
     * operation that exists now was created after the statement.
     */
    private Mono<Revision> notDeleted(OperationName name, @Nullable RevisionTag expected) {
        return expected == null
                ? Mono.error(OperationReader.notFound(name))
                : reader.current(name).flatMap(current -> Mono.error(UnappliedChanges.etagMismatch(name)));
    }
}
