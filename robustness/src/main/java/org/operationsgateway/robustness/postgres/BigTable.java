package org.operationsgateway.robustness.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Many done operations, which expire long after the run. The log of the run and its current states lack them. */
public final class BigTable {

    /** A SQL condition on a name, for all operations but these. */
    static final String OTHERS = "name not like 'archive/%'";

    private static final String INSERT = """
            with operations as (
                insert into operation (name, parent, done, metadata, response, create_time, update_time, end_time, xid,
                    ttl, expire_time, metadata_type)
                select 'archive/a/operations/' || n, 'archive/a', true,
                    ('{"@type":"type.googleapis.com/google.protobuf.Struct","value":{"n":' || n || '}}')::json,
                    '{"@type":"type.googleapis.com/google.protobuf.Struct","value":{"text":"done"}}'::json,
                    now() - interval '1 day', now() - interval '1 day', now() - interval '1 day', pg_current_xact_id(),
                    interval '365 days', now() + interval '364 days', 'type.googleapis.com/google.protobuf.Struct'
                from generate_series(1, ?) as n
                returning *
            )
            insert into operation_event (life, revision, change, name, done, metadata, response, time, xid, create_time)
            select life, revision, 0, name, done, metadata, response, update_time, xid, create_time from operations
            """;

    private BigTable() {}

    /** Inserts the operations, after the gateway has created its tables. */
    public static void fill(Connection database, int operations) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(INSERT);
                Statement analyze = database.createStatement()) {
            insert.setInt(1, operations);
            insert.executeUpdate();
            analyze.execute("vacuum analyze");
        }
    }
}
