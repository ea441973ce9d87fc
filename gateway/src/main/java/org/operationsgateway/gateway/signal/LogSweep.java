package org.operationsgateway.gateway.signal;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.feed.SweepResult;
import org.operationsgateway.gateway.collection.log.LoggedTransaction;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.revision.CommitListener;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.RowMapper;
import org.operationsgateway.gateway.watch.TopicRegistry;
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
 * The sweeps of the log: each reads the entries that became visible since the last one, of all replicas. Thread-safe.
 *
 * <p>A sweep reads the {@linkplain PgSnapshot snapshot} of its statement together with the entries that the last
 * snapshot did not include: those of transactions that began later, and of those that were in progress. So no entry is
 * read twice and none is missed, however long a transaction runs and in whatever order transactions commit.
 *
 * <p>This holds as long as the database continues from the last sweep. It may not after a restart of the server, a
 * failover or a restore: then every topic compares its revisions with the log. If the changes of an earlier sweep are
 * lost, or may be, the feed starts over.
 *
 * <p>Sweeps are periodic. Changes of collections that are subscribed to request an early sweep, because collection
 * streams read sweep results only. Only one sweep runs at a time.
 */
@Component
class LogSweep implements SmartLifecycle, CommitListener {

    private static final Logger log = LoggerFactory.getLogger(LogSweep.class);

    /**
     * The limit of a sweep, in log entries. Beyond it the sweep starts over, and every topic and subscriber reads the
     * log itself: so a sweep costs the same however long the replica was cut off.
     */
    static final int MAX_ENTRIES = 20_000;
    /** The time after each sweep in which changes are coalesced for the next one. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final String SNAPSHOT = "select " + SweepRow.DATABASE_COLUMNS + ", null::bigint as last_check";

    static final String CHANGES = """
            select %1$s, %2$s as last_check, null::bigint as life, null as name,
                null::bigint as first, null::bigint as last, null::bigint as bytes, null::bigint as entries
            union all (
                select null, null, null, null, null, null, life, min(name), min(revision), max(revision), sum(%3$s),
                    count(*)
                from (
                    (
                        select * from operation_event where xid >= pg_snapshot_xmax($1::pg_snapshot)
                        order by xid
                        limit %4$d
                    )
                    union all
                    (
                        select * from operation_event where xid = any(array(select pg_snapshot_xip($1::pg_snapshot)))
                        order by xid
                        limit %4$d
                    )
                ) as entries
                group by life
                order by life
            )
            """.formatted(
                    SweepRow.DATABASE_COLUMNS,
                    LoggedTransaction.checkSql("(pg_snapshot_xmax($1::pg_snapshot)::text::bigint - 1)::text::xid8"),
                    RowMapper.STORED_BYTES,
                    MAX_ENTRIES);

    private final DatabaseClient database;
    private final TopicRegistry topics;
    private final Feed feed;
    private final SignalProperties properties;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicBoolean intervalElapsed = new AtomicBoolean();
    private volatile SweepRow.@Nullable Database lastSweep;
    private volatile Disposable running = Disposables.disposed();

    LogSweep(DatabaseClient database, TopicRegistry topics, Feed feed, SignalProperties properties) {
        this.database = database;
        this.topics = topics;
        this.feed = feed;
        this.properties = properties;
    }

    @Override
    public void start() {
        feed.onSweepRequest(this::request);
        running = Flux.interval(properties.sweepInterval()).onBackpressureDrop().subscribe(tick -> {
            intervalElapsed.set(true);
            request();
        });
    }

    @Override
    public void committed(Revision revision) {
        changed(revision.name());
    }

    /** Requests an early sweep if the collection of a changed operation is subscribed to. */
    void changed(OperationName name) {
        if (feed.isSubscribed(name.parent())) {
            request();
        }
    }

    private void request() {
        requested.set(true);
        sweepIfIdle();
    }

    private void sweepIfIdle() {
        if (isRunning() && requested.get() && sweeping.compareAndSet(false, true)) {
            requested.set(false);
            sweep().then(Mono.delay(PAUSE))
                    .doFinally(end -> {
                        sweeping.set(false);
                        sweepIfIdle();
                    })
                    .subscribe();
        }
    }

    private Mono<Void> sweep() {
        if (topics.size() == 0 && !feed.isActive()) {
            lastSweep = null;
            return Mono.empty();
        }
        SweepRow.Database last = lastSweep;
        return (last == null ? readSnapshot() : readChanges(last))
                .timeout(properties.probeTimeout())
                .doOnError(failure -> log.debug("A sweep failed; the next one reads its changes", failure))
                .onErrorComplete();
    }

    private Mono<Void> readSnapshot() {
        return database.sql(SNAPSHOT).map(SweepRow.Database::of).one().flatMap(this::startOver);
    }

    /** Starts from a snapshot without the changes before it. */
    private Mono<Void> startOver(SweepRow.Database current) {
        topics.verifyAll();
        return deliver(current, new SweepResult(null, current.snapshot(), List.of()));
    }

    private Mono<Void> readChanges(SweepRow.Database last) {
        return database.sql(CHANGES)
                .bind(0, last.snapshot().toString())
                .map((Readable row) -> SweepRow.of(row))
                .all()
                .collectList()
                .flatMap(rows -> publish(last, rows));
    }

    private Mono<Void> publish(SweepRow.Database last, List<SweepRow> rows) {
        List<SweepResult.RevisionRange> changes = new ArrayList<>(rows.size());
        SweepRow.Database current = last;
        long entries = 0;
        for (SweepRow row : rows) {
            switch (row) {
                case SweepRow.Database database -> current = database;
                case SweepRow.Changes changed -> {
                    changes.add(changed.changes());
                    entries += changed.entries();
                }
            }
        }
        if (current.isOtherHistory(last)) {
            return restartInOtherHistory(current);
        }
        if (entries >= MAX_ENTRIES) {
            return startOver(current);
        }
        if (current.isRestarted(last)) {
            log.info("The database was restarted: comparing the watched operations with its log");
            topics.verifyAll();
        } else {
            signalTopics(changes);
        }
        return deliver(current, new SweepResult(last.snapshot(), current.snapshot(), changes));
    }

    private Mono<Void> restartInOtherHistory(SweepRow.Database current) {
        log.warn("The database has another history, after a failover or a restore: streams of what it lost are reset");
        topics.verifyAll();
        feed.restartInOtherHistory(current.snapshot());
        lastSweep = current;
        return Mono.empty();
    }

    /** Delivers a result to the feed, then sets its snapshot as the start of the next sweep. */
    private Mono<Void> deliver(SweepRow.Database current, SweepResult result) {
        return feed.publish(result).then(Mono.fromRunnable(() -> lastSweep = current));
    }

    private void signalTopics(List<SweepResult.RevisionRange> changes) {
        topics.sweepStarted();
        boolean periodic = intervalElapsed.getAndSet(false);
        for (SweepResult.RevisionRange changed : changes) {
            RevisionId id = new RevisionId(changed.incarnation(), changed.lastRevision());
            if (periodic) {
                topics.found(id);
            } else {
                topics.foundEarly(id);
            }
        }
        if (periodic) {
            topics.sweepCompleted();
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
