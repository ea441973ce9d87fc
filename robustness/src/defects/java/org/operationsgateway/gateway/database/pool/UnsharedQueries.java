package org.operationsgateway.gateway.database.pool;

import io.r2dbc.spi.ConnectionFactory;
import org.operationsgateway.gateway.database.DatabaseProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The defect {@code unshared-pool}: lists use the whole pool of connections, and go on in the database when their
 * clients are gone.
 */
@Component
@Primary
@ConditionalOnProperty(name = "defect", havingValue = "unshared-pool")
final class UnsharedQueries extends QueryShares {

    private final DatabaseClient database;

    UnsharedQueries(
            ConnectionFactory pool, ReplicaPool replica, DatabaseProperties properties, DatabaseClient database) {
        super(pool, replica, properties);
        this.database = database;
    }

    @Override
    public DatabaseClient filtered() {
        return database;
    }

    @Override
    public <T> Mono<T> limit(Mono<T> query) {
        return Mono.fromFuture(query::toFuture, true);
    }
}
