package org.operationsgateway.gateway.store;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The periodic purge of the log entries of deleted operations. Thread-safe.
 *
 * <p>It deletes a limited number of entries at a time, the oldest of an incarnation first: so transactions stay short,
 * and a log that is partly deleted still ends with the deletion. Replicas skip the rows that another replica has
 * locked. The same statement stores the latest purged transaction in the table {@code gateway}, so that a reader
 * detects an incomplete log.
 */
@Component
class LogPurge implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LogPurge.class);
    private static final int MAX_INCARNATIONS = 200;
    private static final int MAX_ENTRIES = 5000;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    static final String PURGE = """
            with ended as (
                select life from operation_event
                where change = %d and time < statement_timestamp() - make_interval(secs => $1)
                order by time
                limit %d
                for update skip locked
            ), entries as (
                select life, revision from operation_event join ended using (life)
                order by life, revision
                limit %d
            ), purged as (
                delete from operation_event using entries
                where operation_event.life = entries.life and operation_event.revision = entries.revision
                returning xid
            ), latest as (
                select xid from purged order by xid desc limit 1
            ), recorded as (
                update gateway set purged_xid = latest.xid from latest where purged_xid < latest.xid
            )
            select count(*) from purged
            """.formatted(ChangeKind.DELETED.number(), MAX_INCARNATIONS, MAX_ENTRIES);

    private final DatabaseClient database;
    private final StoreProperties properties;
    private final Counter purged;
    private volatile Disposable running = Disposables.disposed();

    LogPurge(DatabaseClient database, StoreProperties properties, Meters meters) {
        this.database = database;
        this.properties = properties;
        this.purged = meters.counter(GatewayMeter.LOG_PURGED);
    }

    @Override
    public void start() {
        Duration interval = properties.purgeInterval();
        // A random delay, so that replicas that start together do not purge at the same time.
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(interval.toMillis() + 1));
        running = Flux.interval(delay, interval)
                .onBackpressureDrop()
                .concatMap(tick -> purge(), 1)
                .subscribe();
    }

    private Mono<Long> purge() {
        return purgeSome()
                .doOnNext(purged::increment)
                .repeat()
                .takeUntil(count -> count == 0)
                .reduce(0L, Long::sum)
                .doOnNext(count -> log.debug("Purged {} log entries of deleted operations", count))
                .timeout(TIMEOUT)
                .doOnError(failure -> log.warn("Failed to purge the log, retrying: {}", failure.toString()))
                .onErrorComplete();
    }

    private Mono<Long> purgeSome() {
        double seconds = properties.keepDeleted().toMillis() / 1000.0;
        return database.sql(PURGE)
                .bind(0, seconds)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
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
