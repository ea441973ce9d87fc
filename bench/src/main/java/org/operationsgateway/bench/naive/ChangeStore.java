package org.operationsgateway.bench.naive;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The tables of the naive implementation. Each change is one transaction that also sends a notification. */
@Component
class ChangeStore {

    private static final String UPDATE = """
            with changed as (
                update operation set metadata = :metadata::jsonb, revision = revision + 1, update_time = now()
                where name = :name and not done returning name, revision, metadata, done),
            logged as (
                insert into operation_event (name, revision, body)
                select name, revision, jsonb_build_object('name', name, 'metadata', metadata, 'done', done)
                from changed)
            select name, metadata::text as metadata, done from changed""";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    ChangeStore(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    Mono<Change> create(String name, String metadata) {
        return database.sql("insert into operation (name, metadata) values (:name, :metadata::jsonb)"
                        + " returning name, metadata::text as metadata, done")
                .bind("name", name)
                .bind("metadata", metadata)
                .mapProperties(Change.class)
                .one();
    }

    /** Updates an operation. Completes empty if it does not exist or is done. */
    Mono<Change> update(String name, String metadata) {
        return database.sql(UPDATE)
                .bind("name", name)
                .bind("metadata", metadata)
                .mapProperties(Change.class)
                .one()
                .flatMap(change -> sendNotification(change).thenReturn(change))
                .as(transaction::transactional);
    }

    private Mono<Void> sendNotification(Change change) {
        return database.sql("select pg_notify('operation', :payload)")
                .bind("payload", change.name() + " " + change.metadata())
                .then();
    }

    /** Reads an operation. Completes empty if it does not exist. */
    Mono<Change> find(String name) {
        return database.sql("select name, metadata::text as metadata, done from operation where name = :name")
                .bind("name", name)
                .mapProperties(Change.class)
                .one();
    }
}
