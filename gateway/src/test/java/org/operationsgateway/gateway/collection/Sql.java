package org.operationsgateway.gateway.collection;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.postgres.TestDatabase;

/** Direct SQL access to the database of a replica, which bypasses the gateway. */
record Sql(TestDatabase database) {

    Connection connect() throws SQLException {
        PostgresServer server = database.server();
        String url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database.name();
        return DriverManager.getConnection(url, server.user(), server.password());
    }

    void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the first column of each row, as text. */
    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Returns a statement that updates an operation and its log as the gateway does. */
    static String update(String name, String metadata) {
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
