package org.operationsgateway.gateway.store.filter;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.wire.StatusJson;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;

/** A table with the columns that filters read, in a temporary database. */
final class FilterTable implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String COLUMNS = """
            (id integer, name text collate "C", done boolean, metadata json, metadata_type text, response json,
            error json, error_code integer, cancel_requested boolean, create_time timestamptz,
            update_time timestamptz, end_time timestamptz)
            """;

    private static final String FILL = """
            insert into operation
                (id, name, done, metadata, response, error, error_code, cancel_requested, create_time, update_time,
                end_time)
            select id, name, done, metadata::json, response::json, error::json, error_code, cancel_requested,
                create_time, update_time, case when done then update_time end
            from unnest($1::text[], $2::boolean[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::boolean[],
                    $8::timestamptz[], $9::timestamptz[]) with ordinality as
                row(name, done, metadata, response, error, error_code, cancel_requested, create_time, update_time, id)
            """;

    private static final String TYPE = ReadableJson.of(Document.METADATA) + " -> '@type'";

    private final TestDatabase database = TestDatabase.create();
    private final SingleConnectionFactory connection;
    private final DatabaseClient client;

    FilterTable() {
        PostgresServer server = database.server();
        String url = "r2dbc:postgresql://%s:%s@%s:%d/%s"
                .formatted(server.user(), server.password(), server.host(), server.port(), database.name());
        connection = new SingleConnectionFactory(url, true);
        client = DatabaseClient.create(connection);
        run("create table operation " + COLUMNS);
    }

    void run(String sql) {
        client.sql(sql).then().block(TIMEOUT);
    }

    /** Replaces the rows of the table. */
    void fill(List<Row> rows) {
        run("delete from operation");
        client.sql(FILL)
                .bind(0, column(rows, Row::name, String[]::new))
                .bind(1, column(rows, Row::done, Boolean[]::new))
                .bind(2, column(rows, Row::metadata, String[]::new))
                .bind(3, column(rows, Row::response, String[]::new))
                .bind(4, column(rows, row -> error(row.error()), String[]::new))
                .bind(5, column(rows, row -> code(row.error()), Integer[]::new))
                .bind(6, column(rows, Row::cancelRequested, Boolean[]::new))
                .bind(7, column(rows, row -> time(row.createTime()), OffsetDateTime[]::new))
                .bind(8, column(rows, row -> time(row.updateTime()), OffsetDateTime[]::new))
                .then()
                .block(TIMEOUT);
        run("update operation set metadata_type = " + TYPE.replace("->", "->>") + " where json_typeof(" + TYPE
                + ") = 'string'");
    }

    private static <T> T[] column(List<Row> rows, Function<Row, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static String error(Status error) {
        return error == null ? null : StatusJson.write(error);
    }

    private static Integer code(Status error) {
        return error == null ? null : error.number();
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Evaluates filters: returns a list for each row, with a value for each filter. */
    List<List<Boolean>> evaluate(List<Filter> filters) {
        List<Object> values = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (Filter filter : filters) {
            FilterSql sql = FilterSql.of(filter, values.size() + 1);
            conditions.add(sql.condition());
            values.addAll(sql.values());
        }
        String columns = conditions.stream().collect(Collectors.joining(", ", "array[", "]"));
        return query("select " + columns + " from operation order by id", values, Boolean[].class)
                .map(Arrays::asList)
                .toList();
    }

    private <T> Stream<T> query(String sql, List<Object> values, Class<T> type) {
        DatabaseClient.GenericExecuteSpec statement = client.sql(sql);
        for (int i = 0; i < values.size(); i++) {
            statement = statement.bind(i, values.get(i));
        }
        return Objects.requireNonNull(statement
                        .map(row -> Objects.requireNonNull(row.get(0, type)))
                        .all()
                        .collectList()
                        .block(TIMEOUT))
                .stream();
    }

    /** Returns the query plan for a filter. */
    String plan(Filter filter) {
        FilterSql sql = FilterSql.of(filter, 1);
        return query("explain select id from operation where " + sql.condition(), sql.values(), String.class)
                .collect(Collectors.joining("\n"));
    }

    /** Returns the indexes of the rows that a filter matches. */
    List<Integer> matches(Filter filter) {
        List<List<Boolean>> results = evaluate(List.of(filter));
        return IntStream.range(0, results.size())
                .filter(i -> results.get(i).getFirst())
                .boxed()
                .toList();
    }

    @Override
    public void close() {
        connection.destroy();
        database.close();
    }
}
