package org.operationsgateway.gateway.database.condition;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.metrics.MetricsProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The periodic check of the database, with a connection of the pool, as requests use it. Thread-safe.
 *
 * <p>It logs a problem when it begins and when it ends, and not in between.
 */
@Component
class DatabaseCheck implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DatabaseCheck.class);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    /**
     * Whether changes are accepted, and whether commits wait for a standby: one of this role has waited for two
     * seconds, or no standby is connected at all. It reads no table, and needs no right.
     */
    private static final String CHECK = """
            select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as writable,
                exists (
                    select from pg_stat_activity
                    where wait_event = 'SyncRep' and query_start < clock_timestamp() - interval '2 s'
                ) or (
                    current_setting('synchronous_standby_names') <> ''
                    and current_setting('synchronous_commit') not in ('off', 'local')
                    and not pg_is_in_recovery()
                    and not exists (select from pg_stat_replication)
                ) as waiting
            """;

    private final ConnectionFactory pool;
    private final MetricsProperties properties;
    private final ServerErrors errors;
    private volatile CheckResult latest = CheckResult.INITIAL;
    private volatile @Nullable DatabaseProblem logged;
    private volatile Disposable running = Disposables.disposed();

    DatabaseCheck(ConnectionFactory pool, MetricsProperties properties, ServerErrors errors, Meters meters) {
        this.pool = pool;
        this.properties = properties;
        this.errors = errors;
        meters.gauge(GatewayMeter.DATABASE_UP, () -> isUp() ? 1 : 0);
        meters.gauge(GatewayMeter.DATABASE_CHECK, () -> latest.duration().toNanos() / 1e9);
    }

    /** Returns the present problem; null if there is none. */
    @Nullable
    DatabaseProblem problem() {
        return current().problem();
    }

    private CheckResult current() {
        CheckResult checked = latest;
        CheckResult met = checked.problem() == null ? errors.recent() : null;
        return met == null ? checked : met;
    }

    private boolean isUp() {
        DatabaseProblem problem = problem();
        return problem == null || problem == DatabaseProblem.SLOW || problem == DatabaseProblem.POOL_EXHAUSTED;
    }

    @Override
    public void start() {
        running = Flux.interval(Duration.ZERO, properties.interval())
                .onBackpressureDrop()
                .concatMap(tick -> check(), 1)
                .subscribe(this::checked);
    }

    private Mono<CheckResult> check() {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return Mono.usingWhen(pool.create(), this::statement, Connection::close)
                    .timeout(TIMEOUT)
                    // A check detects failures, so a failure is its result.
                    .onErrorResume(failure -> failed(failure, since(start)))
                    .map(result -> new CheckResult(result.problem(), result.detail(), since(start)));
        });
    }

    private Mono<CheckResult> statement(Connection connection) {
        long start = System.nanoTime();
        return Flux.from(connection.createStatement(CHECK).execute())
                .flatMap(result -> result.map((row, columns) -> answered(row, since(start))))
                .single();
    }

    private static CheckResult answered(Readable row, Duration duration) {
        if (!isTrue(row, "writable")) {
            return new CheckResult(DatabaseProblem.READ_ONLY, "", duration);
        }
        if (isTrue(row, "waiting")) {
            return new CheckResult(DatabaseProblem.STANDBY_LOST, "", duration);
        }
        return duration.compareTo(SLOW) < 0
                ? new CheckResult(null, "", duration)
                : new CheckResult(DatabaseProblem.SLOW, duration.toMillis() + " ms", duration);
    }

    private static boolean isTrue(Readable row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }

    private Mono<CheckResult> failed(Throwable failure, Duration duration) {
        CheckResult result = new CheckResult(problem(failure), deepest(failure).toString(), duration);
        return result.problem() == DatabaseProblem.POOL_EXHAUSTED ? explained(result) : Mono.just(result);
    }

    /** Finds, with a connection beside the pool, whether the statements in the pool wait for a standby. */
    private Mono<CheckResult> explained(CheckResult exhausted) {
        return Mono.usingWhen(((ConnectionPool) pool).unwrap().create(), this::statement, Connection::close)
                .timeout(TIMEOUT)
                .filter(result -> result.problem() == DatabaseProblem.STANDBY_LOST)
                .onErrorComplete()
                .defaultIfEmpty(exhausted);
    }

    private DatabaseProblem problem(Throwable failure) {
        if (isExhausted()) {
            return DatabaseProblem.POOL_EXHAUSTED;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            DatabaseProblem problem = cause instanceof R2dbcException error ? DatabaseProblem.ofServer(error) : null;
            if (problem != null) {
                return problem;
            }
        }
        return failure instanceof TimeoutException ? DatabaseProblem.SILENT : DatabaseProblem.UNREACHABLE;
    }

    private boolean isExhausted() {
        if (!(pool instanceof ConnectionPool connections)) {
            return false;
        }
        PoolMetrics metrics = connections.getMetrics().orElse(null);
        return metrics != null && metrics.acquiredSize() >= metrics.getMaxAllocatedSize();
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void checked(CheckResult result) {
        latest = result;
        CheckResult current = current();
        DatabaseProblem problem = current.problem();
        if (problem != logged) {
            logged = problem;
            if (problem == null) {
                log.info("The database works again");
            } else {
                log.warn("{} ({})", problem.sentence(), current.detail());
            }
        }
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
