package org.operationsgateway.gateway.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repair of the transaction ids in a database that was dumped on one server and restored on another.
 *
 * <p>Each row contains the id of the transaction that wrote it, and streams compare the id with a snapshot. Transaction
 * ids are those of one server: a restored row may have an id that this server has not assigned yet, and no snapshot
 * would contain the row. The repair sets the id of such rows to one transaction of this server. It also assigns another
 * database id, so that collection streams with an older cursor are reset.
 */
final class TransactionIdRepair {

    private static final Logger log = LoggerFactory.getLogger(TransactionIdRepair.class);

    private static final String UNASSIGNED = "xid >= pg_snapshot_xmax(pg_current_snapshot())";

    /** False if {@code spring.flyway.locations} is set to migrations without this table. */
    private static final String MIGRATED = "select to_regclass('operation_event') is not null";

    /** One statement, so that all conditions use the same snapshot. */
    private static final String REPAIR = """
            with events as (
                update operation_event set xid = pg_current_xact_id() where %1$s returning 1
            ), operations as (
                update operation set xid = pg_current_xact_id() where %1$s
            ), identity as (
                update gateway set purged_xid = '0', database_id = substr(md5(gen_random_uuid()::text), 1, 8)
            )
            select count(*) from events
            """.formatted(UNASSIGNED);

    private static final String NEEDS_REPAIR = """
            select exists (select from operation_event where %1$s)
                or exists (select from gateway where purged_%1$s)
            """.formatted(UNASSIGNED);

    private TransactionIdRepair() {}

    /** Repairs the rows, if there are any to repair. The check is an index lookup. */
    static void repair(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (first(statement, MIGRATED).getBoolean(1)
                    && first(statement, NEEDS_REPAIR).getBoolean(1)) {
                log.warn("Repairing the transaction ids of a database that was restored from another server");
                log.info(
                        "Repaired {} entries of the log",
                        first(statement, REPAIR).getLong(1));
            }
        }
    }

    private static ResultSet first(Statement statement, String query) throws SQLException {
        ResultSet result = statement.executeQuery(query);
        result.next();
        return result;
    }
}
