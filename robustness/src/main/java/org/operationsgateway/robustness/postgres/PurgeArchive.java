package org.operationsgateway.robustness.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table in the database of the gateway to which a trigger copies the log entries that a purge deletes, so that the
 * log remains the oracle.
 *
 * <p>A purge deletes entries of deleted operations only. Other deletions of entries are not archived: the log of their
 * operation has a gap.
 */
public final class PurgeArchive {

    static final String TABLE = "robustness.purged";

    /** The columns that the log is checked by. A newer version of the gateway may add others while the run goes on. */
    static final String COLUMNS = "life, revision, change, name, done, metadata, response, error, time";

    private static final String CREATE = """
            create schema robustness;
            create table robustness.purged as select %1$s from operation_event with no data;
            create function robustness.archive() returns trigger language plpgsql as $$
            begin
                insert into robustness.purged
                select %1$s from removed
                where life in (select life from removed where change = 2)
                    or exists (select from operation_event e where e.life = removed.life and e.change = 2);
                return null;
            end $$;
            create trigger archive after delete on operation_event
                referencing old table as removed for each statement execute function robustness.archive();
            """.formatted(COLUMNS);

    private PurgeArchive() {}

    /** Creates the table and the trigger, after the gateway has created its tables. */
    public static void create(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(CREATE);
        }
    }
}
