package org.operationsgateway.robustness.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.LogEntry;

/** A reader of the log, with its purged entries, and of the current states. Reads the tables directly. */
public final class LogReader {

    private static final Pattern REASON = Pattern.compile(",\"reason\":\"[A-Z_]+\"}$");

    private static final String LOG = """
            select e.life, e.revision, e.change, coalesce(o.name, d.name) as name, e.done,
                   e.metadata::text, e.response::text, e.error::text, e.time
            from (select %3$s from operation_event union all select %3$s from %1$s) as e
            left join operation o on o.life = e.life
            left join (
                select life, name from operation_event where change = 2
                union all
                select life, name from %1$s where change = 2
            ) as d on d.life = e.life
            where e.%2$s and e.time > ?
            order by e.life, e.revision
            """.formatted(PurgeArchive.TABLE, BigTable.OTHERS, PurgeArchive.COLUMNS);

    private static final String ROWS = """
            select life, revision, 0 as change, name, done,
                   metadata::text, response::text, error::text, update_time as time
            from operation
            where %s and update_time > ?
            """.formatted(BigTable.OTHERS);

    private final Connection database;

    public LogReader(Connection database) {
        this.database = database;
    }

    /** Reads the whole log, with its purged entries. */
    public List<LogEntry> entries() throws SQLException {
        return entriesSince(Instant.EPOCH);
    }

    /** Reads the entries after a time, with the purged ones. */
    List<LogEntry> entriesSince(Instant time) throws SQLException {
        return read(LOG, time);
    }

    /** Reads the current state of each operation, as a log entry. */
    public List<LogEntry> current() throws SQLException {
        return read(ROWS, Instant.EPOCH);
    }

    private List<LogEntry> read(String sql, Instant after) throws SQLException {
        List<LogEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, after.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
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
                + field("error", withoutReason(row.getString("error")))
                + field("response", row.getString("response"))
                + "}";
    }

    /** Removes the reason of an end by the gateway, which is stored last and not part of the operation. */
    private static @Nullable String withoutReason(@Nullable String error) {
        return error == null ? null : REASON.matcher(error).replaceFirst("}");
    }

    private static String field(String field, @Nullable String json) {
        return json == null ? "" : ",\"" + field + "\":" + json;
    }
}
