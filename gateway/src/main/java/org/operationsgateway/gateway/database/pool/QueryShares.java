package org.operationsgateway.gateway.database.pool;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.Set;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.database.DatabaseProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The shares of the connection pool for queries with a cost that depends on the request: filters, which may have no
 * index, pages of lists, and reads of whole collections.
 *
 * <p>The rest of the pool is for changes, reads of single operations and sweeps, which never wait for such a query. A
 * query that is cancelled, or exceeds its time limit, is cancelled in the database too. Thread-safe.
 */
@Component
public class QueryShares {

    private static final int DEFAULT_POOL_SIZE = 10;
    private static final int MAX_PENDING_LISTS = 200;
    /** A collection stream has at most one pending query, and the number of streams is limited. */
    private static final int UNLIMITED = -1;
    /** In effect no limit: the stream ends the acquisition when its client disconnects. */
    private static final Duration MAX_STREAM_WAIT = Duration.ofDays(1);

    /** Cancelled or timed out, out of disk or memory, a configured limit, and too complex a statement. */
    private static final Set<String> LIMIT_STATES = Set.of("57014", "53100", "53200", "53400", "54001");

    private final DatabaseClient filtered;
    private final DatabaseClient pages;
    private final DatabaseClient collections;
    private final DatabaseClient filteredCollections;
    private final DatabaseClient histories;
    private final ReplicaPool replica;
    private final Duration timeout;

    QueryShares(ConnectionFactory pool, ReplicaPool replica, DatabaseProperties properties) {
        int connections = Math.max(1, size(pool) / 5);
        // A query without an index uses a processor of the database, or several, as long as it runs.
        int expensive = Math.max(1, size(pool) / 10);
        this.timeout = properties.queryTimeout();
        Duration maxWait = timeout.dividedBy(2);
        this.replica = replica;
        // A flood of lists must not fill the pool with reads of the position of the primary either.
        ConnectionShare positions = new ConnectionShare(pool, connections, MAX_PENDING_LISTS, maxWait);
        this.filtered = client(replica.before(
                new ConnectionShare(pool, expensive, MAX_PENDING_LISTS, maxWait),
                positions,
                MAX_PENDING_LISTS,
                maxWait));
        this.pages = client(replica.before(
                new ConnectionShare(pool, connections, MAX_PENDING_LISTS, maxWait),
                positions,
                MAX_PENDING_LISTS,
                maxWait));
        this.histories = client(replica.before(pool, positions, UNLIMITED, maxWait));
        this.collections = client(new ConnectionShare(pool, connections, UNLIMITED, MAX_STREAM_WAIT));
        this.filteredCollections = client(new ConnectionShare(pool, expensive, UNLIMITED, MAX_STREAM_WAIT));
    }

    private static int size(ConnectionFactory pool) {
        return pool instanceof ConnectionPool sized
                ? sized.getMetrics().map(PoolMetrics::getMaxAllocatedSize).orElse(DEFAULT_POOL_SIZE)
                : DEFAULT_POOL_SIZE;
    }

    private static DatabaseClient client(ConnectionFactory share) {
        return DatabaseClient.builder()
                .connectionFactory(share)
                .namedParameters(false)
                .build();
    }

    /** Returns the client for lists of one parent, or of all, without a filter: an index bounds their cost. */
    public DatabaseClient pages() {
        return pages;
    }

    /** Returns the client for lists with a filter or a wildcard, which may read every operation. */
    public DatabaseClient filtered() {
        return filtered;
    }

    /** Returns the client for reads of histories, which an index bounds. It prefers the read replica. */
    public DatabaseClient histories() {
        return histories;
    }

    /** Repeats a read of a list or a history from the primary if the read replica has failed. */
    public <T> Mono<T> withFallback(Mono<T> read) {
        return replica.withFallback(read);
    }

    /** Returns the client for reads of collection streams, each of which is bounded. */
    public DatabaseClient collections() {
        return collections;
    }

    /** Returns the client for scans of collection streams with a filter, which may cost much for each row. */
    public DatabaseClient filteredCollections() {
        return filteredCollections;
    }

    /** Limits the time of a query, its acquisition included; fails with DEADLINE_EXCEEDED after the limit. */
    public <T> Mono<T> limit(Mono<T> query) {
        return query.timeout(timeout, Mono.error(this::timedOut))
                .onErrorMap(QueryShares::isLimitOfServer, failure -> timedOut());
    }

    /** Returns whether a server, or the way to it, has failed, and not the statement. */
    static boolean isFailureOfServer(Throwable failure) {
        Throwable cause = failure instanceof DataAccessException ? failure.getCause() : failure;
        return cause instanceof R2dbcException && !isLimitOfServer(failure);
    }

    /** Returns whether the server has ended a statement because of its cost. */
    private static boolean isLimitOfServer(Throwable failure) {
        Throwable cause = failure instanceof DataAccessException ? failure.getCause() : failure;
        return cause instanceof R2dbcException database
                && LIMIT_STATES.contains(String.valueOf(database.getSqlState()));
    }

    private StatusException timedOut() {
        return StatusException.of(
                Reason.QUERY_TIMEOUT,
                "The query took longer than " + timeout.toMillis()
                        + " ms. Select one parent, or filter by a field with an"
                        + " index: done, metadata.@type, error.code, createTime or endTime.");
    }
}
