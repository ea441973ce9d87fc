package org.operationsgateway.robustness.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/** A reader of the log, with its purged entries, and of the current states. Reads the tables directly. */
public final class LogReader {

    private static final String LOG = """
            select e.life, e.revision, e.change, coalesce(o.name, d.name) as name, e.done,
                   e.metadata::text, e.response::text, e.error::text, e.time
            from (select * from operation_event union all select * from %1$s) as e
            left join operation o on o.life = e.life
            left join (
                select life, name from operation_event where change = 2
                union all
                select life, name from %1$s where change = 2
            ) as d on d.life = e.life
            where e.%2$s
            order by e.life, e.revision
            """.formatted(PurgeArchive.TABLE, BigTable.OTHERS);

    private static final String ROWS = """
            select life, revision, 0 as change, name, done,
                   metadata::text, response::text, error::text, update_time as time
            from operation
            where %s
            """.formatted(BigTable.OTHERS);

    private final Connection database;

    public LogReader(Connection database) {
        this.database = database;
    }

    /** Reads the whole log, with its purged entries. */
    public Log log() throws SQLException {
        return new Log(read(LOG));
    }

    /** Reads the current state of each operation, as a log entry. */
    public List<LogEntry> current() throws SQLException {
        return read(ROWS);
    }

    private List<LogEntry> read(String sql) throws SQLException {
        List<LogEntry> entries = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                entries.add(entry(rows));
            }
        }
        return entries;
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        EventId id = new EventId(row.getLong("life"), row.getLong("revision"));
        LogEntry.Change change = change(row.getInt("change"));
        String name = String.valueOf(row.getString("name"));
        boolean done = row.getBoolean("done");
        return new LogEntry(
                id,
                change,
                name,
                done,
                change == LogEntry.Change.DELETED ? "" : json(row, name, done),
                row.getObject("time", OffsetDateTime.class).toInstant());
    }

    private static LogEntry.Change change(int number) {
        return switch (number) {
            case 0 -> LogEntry.Change.STATE;
            case 1 -> LogEntry.Change.CANCEL_REQUESTED;
            case 2 -> LogEntry.Change.DELETED;
            default -> throw new IllegalStateException("The log contains an unknown kind of change: " + number);
        };
    }

    /** Returns the operation with its fields in the order of the API. */
    private static String json(ResultSet row, String name, boolean done) throws SQLException {
        return "{\"name\":\"" + name + "\""
                + field("metadata", row.getString("metadata"))
                + ",\"done\":" + done
                + field("error", row.getString("error"))
                + field("response", row.getString("response"))
                + "}";
    }

    private static String field(String field, @Nullable String json) {
        return json == null ? "" : ",\"" + field + "\":" + json;
    }
}
