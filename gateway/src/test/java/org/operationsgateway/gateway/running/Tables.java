package org.operationsgateway.gateway.running;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.r2dbc.core.DatabaseClient;

/** The tables of the database, read past the application. */
@TestComponent
public class Tables {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final DatabaseClient database;

    Tables(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Returns each row of both tables as text whose operation has a name with a prefix. Rows of other tests change by
     * themselves, for example when their leases lapse.
     */
    public List<String> contents(String prefix) {
        return Objects.requireNonNull(database.sql("""
                        select o::text from operation o where starts_with(o.name, $1)
                        union all select e::text from operation_event e where starts_with(e.name, $1) order by 1
                        """)
                .bind("$1", prefix)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collectList()
                .block(TIMEOUT));
    }

    /** Executes a statement. */
    public void run(String sql) {
        database.sql(sql).then().block(TIMEOUT);
    }

    /** Returns the first column of each row as text. */
    public List<String> texts(String sql) {
        return Objects.requireNonNull(database.sql(sql)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collectList()
                .block(TIMEOUT));
    }
}
