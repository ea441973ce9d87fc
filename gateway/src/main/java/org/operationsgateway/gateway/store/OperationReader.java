package org.operationsgateway.gateway.store;

import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.ResourceInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionLog;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads operations and their log.
 *
 * <p>Every publisher is cold, emits on a thread of the database driver, and fails with an {@code R2dbcException} if the
 * database does.
 */
@Component
public class OperationReader implements RevisionLog {

    private static final String CURRENT =
            "select " + RowMapper.SNAPSHOT_COLUMNS + " from operation where name = any($1)";

    /** As many entries as are asked for, unless they are large: then at least one. */
    private static final String LOG = """
            select question, entry.*
            from unnest($1, $2, $3) with ordinality as asked (life, after, count, question)
            cross join lateral (
                select * from (
                    select life, revision, change, done, metadata, response, error, time,
                        sum(%1$s) over (order by revision) - %1$s as bytes_before
                    from operation_event
                    where life = asked.life and revision > asked.after
                    order by revision
                    limit asked.count
                ) as counted
                where bytes_before < %2$d
            ) as entry
            order by question, entry.revision
            """.formatted(RowMapper.BYTES, 256 * 1024);

    private static final String SILENT = """
            select name from operation
            where cancel_requested and not done
                and update_time < clock_timestamp() - $1 * interval '1 millisecond'
            order by update_time
            limit 100
            """;

    private record LogQuestion(OperationName name, RevisionId after, int limit) {}

    private final DatabaseClient database;
    private final CachedStatement states;
    private final QueryCoalescer<OperationName, StoredOperation> current =
            new QueryCoalescer<>(500, 2, name -> 1, this::currentOf);
    // Fewer, because each may be answered with many entries; and fewest of those who ask for few, for these are large.
    private final QueryCoalescer<LogQuestion, List<Revision>> log =
            new QueryCoalescer<>(100, 2, asked -> Math.max(1, 64 / Math.max(1, asked.limit())), this::logOf);

    OperationReader(DatabaseClient database) {
        this.database = database;
        this.states = new CachedStatement(database.getConnectionFactory(), CURRENT);
    }

    /** The current state of an operation; fails with NOT_FOUND if there is none of that name. */
    public Mono<StoredOperation> current(OperationName name) {
        return current.ask(name).switchIfEmpty(Mono.error(() -> notFound(name)));
    }

    private Mono<Map<OperationName, StoredOperation>> currentOf(List<OperationName> names) {
        String[] texts = names.stream().map(OperationName::toString).toArray(String[]::new);
        return states.run(List.of(Parameters.in(PostgresqlObjectId.TEXT_ARRAY, texts)), RowMapper::snapshot)
                .collectMap(snapshot -> snapshot.operation().name());
    }

    @Override
    public Mono<List<Revision>> after(OperationName name, RevisionId id, int limit) {
        return log.ask(new LogQuestion(name, id, limit)).defaultIfEmpty(List.of());
    }

    private Mono<Map<LogQuestion, List<Revision>>> logOf(List<LogQuestion> questions) {
        return database.sql(LOG)
                .bind(
                        0,
                        questions.stream()
                                .map(asked -> asked.after().incarnation())
                                .toArray(Long[]::new))
                .bind(1, questions.stream().map(asked -> asked.after().number()).toArray(Long[]::new))
                .bind(2, questions.stream().map(LogQuestion::limit).toArray(Integer[]::new))
                .map(row -> answer(row, questions))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Map.Entry<LogQuestion, Revision> answer(Readable row, List<LogQuestion> questions) {
        LogQuestion asked = questions.get(Objects.requireNonNull(row.get("question", Integer.class)) - 1);
        return Map.entry(asked, RowMapper.revision(row, asked.name()));
    }

    /** Running operations that were asked to stop, and have not changed for that long; some, if there are many. */
    public Flux<OperationName> silentSinceCancelRequest(Duration silence) {
        return database.sql(SILENT)
                .bind(0, silence.toMillis())
                .map(row -> OperationName.parse(Objects.requireNonNull(row.get("name", String.class))))
                .all();
    }

    static StatusException notFound(OperationName name) {
        String message = "There is no operation " + name + ".";
        return StatusException.of(
                Reason.OPERATION_NOT_FOUND, message, ResourceInfo.operation(name.toString(), message));
    }
}
