package org.operationsgateway.gateway.collection;

/** A statement that updates an operation and its log as the gateway does, for transactions of the tests. */
final class UpdateStatement {

    private UpdateStatement() {}

    static String of(String name, String metadata) {
        return """
                with changed as (
                    update operation set revision = revision + 1, metadata = '%s', xid = pg_current_xact_id()
                    where name = '%s' returning *
                )
                insert into operation_event (life, revision, change, name, done, metadata, create_time, time, xid)
                select life, revision, 0, name, done, metadata, create_time, clock_timestamp(), xid from changed
                """.formatted(metadata, name);
    }
}
