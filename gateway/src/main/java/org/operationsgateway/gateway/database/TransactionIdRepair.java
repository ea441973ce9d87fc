package org.operationsgateway.gateway.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends a database that was dumped on one server and restored on another.
 *
 * <p>Each row says which transaction wrote it, and streams compare that with what a moment sees. Transactions are
 * numbered by their server: to one that has not come as far as the other had, such rows are of the future. Here they
 * become rows of one transaction of this server, and the database becomes another to those who hold a cursor of it.
 */
final class TransactionIdRepair {

    private static final Logger log = LoggerFactory.getLogger(TransactionIdRepair.class);

    private static final String OF_THE_FUTURE = "xid >= pg_snapshot_xmax(pg_current_snapshot())";

    /** The migrations may be somebody else's concern. */
    private static final String MIGRATED = "select to_regclass('operation_event') is not null";

    /** One statement, so that all of it sees the same moment; what it sees and that moment can't have is foreign. */
    private static final String MEND = """
            with events as (
                update operation_event set xid = pg_current_xact_id() where %1$s returning 1
            ), operations as (
                update operation set xid = pg_current_xact_id() where %1$s
            ), identity as (
                update gateway set purged_xid = '0', database_id = substr(md5(gen_random_uuid()::text), 1, 8)
            )
            select count(*) from events
            """.formatted(OF_THE_FUTURE);

    private static final String ANY = """
            select exists (select from operation_event where %1$s)
                or exists (select from gateway where purged_%1$s)
            """.formatted(OF_THE_FUTURE);

    private TransactionIdRepair() {}

    /** Looks for such rows, which costs next to nothing, and mends them if there are any. */
    static void mend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (first(statement, MIGRATED).getBoolean(1)
                    && first(statement, ANY).getBoolean(1)) {
                log.warn("This database was restored from another server: takes its rows over, which may take a while");
                log.info(
                        "Took over {} entries of the log",
                        first(statement, MEND).getLong(1));
            }
        }
    }

    private static ResultSet first(Statement statement, String query) throws SQLException {
        ResultSet result = statement.executeQuery(query);
        result.next();
        return result;
    }
}
