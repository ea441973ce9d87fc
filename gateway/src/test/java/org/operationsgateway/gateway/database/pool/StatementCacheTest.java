package org.operationsgateway.gateway.database.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import reactor.core.publisher.Flux;

/** Statements that a connection of the pool caches. */
@GatewayTest
class StatementCacheTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String SQL = "select coalesce($1, 'nothing')";

    private final ConnectionFactory pool;

    StatementCacheTest(ConnectionFactory pool) {
        this.pool = pool;
    }

    private <T> List<T> withConnection(Function<Connection, Flux<T>> use) {
        return Objects.requireNonNull(Flux.usingWhen(pool.create(), use, Connection::close)
                .collectList()
                .block(TIMEOUT));
    }

    private static Flux<String> run(Statement statement) {
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, String.class))));
    }

    @Test
    void aConnectionCachesAStatementAndEachExecutionUsesItsOwnValues() {
        List<String> results = withConnection(connection -> {
            Statement statement = StatementCache.of(connection, SQL);
            assertThat(StatementCache.of(connection, SQL)).isSameAs(statement);
            return run(statement.bind(0, "first"))
                    .concatWith(Flux.defer(() -> run(statement.bind(0, Parameters.in(R2dbcType.VARCHAR)))))
                    .concatWith(Flux.defer(() -> run(statement.bind(0, "last"))));
        });
        assertThat(results).containsExactly("first", "nothing", "last");
    }

    @Test
    void connectionsShareNoStatement() {
        List<Statement> statements = withConnection(first -> Flux.usingWhen(
                pool.create(),
                second -> Flux.just(StatementCache.of(first, SQL), StatementCache.of(second, SQL)),
                Connection::close));
        assertThat(statements.getFirst()).isNotSameAs(statements.getLast());
    }

    @Test
    void aStatementIsUsableAfterAFailure() {
        List<String> results = withConnection(connection -> {
            Statement statement = StatementCache.of(connection, "select (100 / $1::integer)::text");
            return run(statement.bind(0, 0))
                    .onErrorReturn("failed")
                    .concatWith(Flux.defer(() -> run(statement.bind(0, 4))));
        });
        assertThat(results).containsExactly("failed", "25");
    }
}
