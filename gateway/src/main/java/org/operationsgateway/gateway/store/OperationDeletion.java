package org.operationsgateway.gateway.store;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The deletion of operations on request. Thread-safe. */
final class OperationDeletion {

    private static final String DELETE = ChangeSql.deletion("name = $1 and " + ChangeSql.isExpected("$2", "$3", "$4"));

    private final DatabaseClient database;
    private final OperationReader reader;
    private final CommitListeners listeners;

    OperationDeletion(DatabaseClient database, OperationReader reader, CommitListeners listeners) {
        this.database = database;
        this.reader = reader;
        this.listeners = listeners;
    }

    Mono<Revision> delete(OperationName name, @Nullable RevisionTag expected) {
        return database.sql(DELETE)
                .bind(0, name.toString())
                .bind(1, ColumnValues.number(ColumnValues.incarnation(expected)))
                .bind(2, ColumnValues.number(ColumnValues.revision(expected)))
                .bind(3, ColumnValues.number(ColumnValues.check(expected)))
                .map(RowMapper::deletion)
                .one()
                .doOnNext(listeners::committed)
                .switchIfEmpty(Mono.defer(() -> notDeleted(name, expected)));
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
