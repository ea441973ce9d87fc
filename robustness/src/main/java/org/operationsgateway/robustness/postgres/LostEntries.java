package org.operationsgateway.robustness.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.LogEntry;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.postgres.RestartableServer;

/** The log entries of a killed server that its successor does not have. */
public final class LostEntries {

    /** More than the duration of any transaction of the gateway. */
    private static final Duration MAX_TRANSACTION = Duration.ofSeconds(60);

    private record Key(EventId id, Instant time) {}

    private LostEntries() {}

    /**
     * Starts a killed server once more, without clients, and reads its entries that the successor does not have.
     *
     * @param since a time before the first of them
     */
    public static List<LogEntry> read(RestartableServer killed, PostgresServer successor, Instant since)
            throws IOException, SQLException {
        Instant earliest = since.minus(MAX_TRANSACTION);
        killed.start();
        try {
            List<LogEntry> all = read(killed.address(), earliest);
            Set<Key> kept =
                    read(successor, earliest).stream().map(LostEntries::key).collect(Collectors.toSet());
            return all.stream().filter(entry -> !kept.contains(key(entry))).toList();
        } finally {
            killed.close();
        }
    }

    private static Key key(LogEntry entry) {
        return new Key(entry.id(), entry.time());
    }

    private static List<LogEntry> read(PostgresServer server, Instant since) throws SQLException {
        try (Connection connection = server.defaultDatabase().connect()) {
            return new LogReader(connection).entriesSince(since);
        }
    }
}
