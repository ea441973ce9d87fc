package org.operationsgateway.gateway.store;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
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
 * Deletes the log of operations that have been deleted long enough ago.
 *
 * <p>Some entries at a time, the oldest of a life first: so no transaction is long, and what is left of a life still ends
 * with its end. Each replica deletes others, for those that another one is about to delete are locked and passed over. The
 * statement says in the table {@code gateway} up to which transaction something has been purged: so nobody takes what is
 * left for all there was.
 */
@Component
class LogPurge implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LogPurge.class);
    private static final int MAX_INCARNATIONS = 200;
    private static final int MAX_ENTRIES = 5000;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final String PURGE = """
            with ended as (
                select life, xid from operation_event
                where change = 2 and time < clock_timestamp() - make_interval(secs => $1)
                order by time
                limit %d
                for update skip locked
            ), latest as (
                select xid from ended order by xid desc limit 1
            ), told as (
                update gateway set purged_xid = latest.xid from latest where purged_xid < latest.xid
            ), entries as (
                select life, revision from operation_event join ended using (life)
                order by life, revision
                limit %d
            ), purged as (
                delete from operation_event using entries
                where operation_event.life = entries.life and operation_event.revision = entries.revision
                returning 1
            )
            select count(*) from purged
            """.formatted(MAX_INCARNATIONS, MAX_ENTRIES);

    private final DatabaseClient database;
    private final StoreProperties properties;
    private volatile Disposable running = Disposables.disposed();

    LogPurge(DatabaseClient database, StoreProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** Replicas that start together don't purge together. */
    @Override
    public void start() {
        Duration interval = properties.purgeInterval();
        Duration first = Duration.ofMillis(ThreadLocalRandom.current().nextLong(interval.toMillis() + 1));
        running = Flux.interval(first, interval)
                .onBackpressureDrop()
                .concatMap(tick -> purge(), 1)
                .subscribe();
    }

    private Mono<Long> purge() {
        return some().repeat()
                .takeUntil(count -> count == 0)
                .reduce(0L, Long::sum)
                .doOnNext(count -> log.debug("Purged {} entries of the log, of deleted operations", count))
                .timeout(TIMEOUT)
                .doOnError(failure -> log.warn("Could not purge the log, and tries again: {}", failure.toString()))
                .onErrorComplete();
    }

    private Mono<Long> some() {
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
