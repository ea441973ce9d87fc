package org.operationsgateway.gateway.signal;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.feed.SweepResult;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.revision.CommitListener;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
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
 * Finds what was committed since it looked last, whoever committed it and whether or not a signal told of it.
 *
 * <p>Each look takes the database's own notion of what it sees, a {@link PgSnapshot}, along with the entries of the log that
 * the one before it did not see: those of transactions that had not begun then, and of those that were under way. So
 * nothing is found twice and nothing is missed, however long a transaction takes and in whatever order they commit.
 *
 * <p>It looks every now and then; and if collections are subscribed to, which live on what it finds, soon after it is
 * poked.
 */
@Component
class LogSweep implements SmartLifecycle, CommitListener {

    private static final Logger log = LoggerFactory.getLogger(LogSweep.class);

    /** Of more, nobody is told what it is, and everybody reads for himself. */
    private static final int MAX_INCARNATIONS = 10_000;
    /** Gathers changes under load, so that there are few looks. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final String LOOK =
            "select pg_current_snapshot()::text as seen, " + PgSnapshot.LATEST_LOGGED_XID + " as latest";

    private static final String FIND = """
            select pg_current_snapshot()::text as seen, %s as latest, null::bigint as life, null as name, null::bigint as first,
                null::bigint as last, null::bigint as bytes
            union all (
                select null, null, life, min(name), min(revision), max(revision),
                    sum(coalesce(pg_column_size(metadata), 0) + coalesce(pg_column_size(response), 0)
                        + coalesce(pg_column_size(error), 0))
                from (
                    select * from operation_event where xid >= pg_snapshot_xmax($1::pg_snapshot)
                    union all
                    select * from operation_event where xid = any(array(select pg_snapshot_xip($1::pg_snapshot)))
                ) as fresh
                group by life
                order by life
                limit %d
            )
            """.formatted(PgSnapshot.LATEST_LOGGED_XID, MAX_INCARNATIONS + 1);

    private final DatabaseClient database;
    private final TopicRegistry topics;
    private final Feed feed;
    private final SignalProperties properties;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean intervalOver = new AtomicBoolean();
    private volatile @Nullable PgSnapshot seen;
    private volatile Disposable running = Disposables.disposed();

    LogSweep(DatabaseClient database, TopicRegistry topics, Feed feed, SignalProperties properties) {
        this.database = database;
        this.topics = topics;
        this.feed = feed;
        this.properties = properties;
    }

    @Override
    public void start() {
        feed.onSweepRequest(this::poke);
        running = Flux.interval(properties.sweepInterval()).onBackpressureDrop().subscribe(tick -> {
            intervalOver.set(true);
            poke();
        });
    }

    @Override
    public void committed(Revision revision) {
        changed(revision.name());
    }

    /** Somebody says that an operation has changed. */
    void changed(OperationName name) {
        if (feed.isSubscribed(name.parent())) {
            poke();
        }
    }

    /** Has it look: at once, or when it has done with the look that is under way. */
    private void poke() {
        wanted.set(true);
        lookIfIdle();
    }

    private void lookIfIdle() {
        if (isRunning() && wanted.get() && looking.compareAndSet(false, true)) {
            wanted.set(false);
            sweep().then(Mono.delay(PAUSE))
                    .doFinally(end -> {
                        looking.set(false);
                        lookIfIdle();
                    })
                    .subscribe();
        }
    }

    private Mono<Void> sweep() {
        if (topics.size() == 0 && !feed.isActive()) {
            // Nobody would want to know; when somebody does, it begins anew.
            seen = null;
            return Mono.empty();
        }
        PgSnapshot before = seen;
        return (before == null ? begin() : find(before))
                .timeout(properties.probeTimeout())
                .doOnError(failure -> log.debug("A sweep failed; the next one finds what it would have", failure))
                .onErrorComplete();
    }

    private Mono<Void> begin() {
        return database.sql(LOOK).map(LogSweep::cursor).one().flatMap(this::beginAt);
    }

    private static PgSnapshot cursor(Readable row) {
        return PgSnapshot.parse(Objects.requireNonNull(row.get("seen", String.class)))
                .upTo(Long.parseLong(Objects.requireNonNull(row.get("latest", String.class))));
    }

    private Mono<Void> beginAt(PgSnapshot now) {
        topics.verifyAll();
        return feed.publish(new SweepResult(null, now, List.of())).then(Mono.fromRunnable(() -> seen = now));
    }

    private Mono<Void> find(PgSnapshot before) {
        return database.sql(FIND)
                .bind(0, before.toString())
                .map(Found::of)
                .all()
                .collectList()
                .flatMap(rows -> tell(before, rows));
    }

    private Mono<Void> tell(PgSnapshot before, List<Found> rows) {
        List<SweepResult.RevisionRange> changes = new ArrayList<>(rows.size());
        PgSnapshot now = before;
        for (Found found : rows) {
            switch (found) {
                case Found.Seen seeing -> now = seeing.cursor();
                case Found.Changes change -> changes.add(change.changes());
            }
        }
        if (changes.size() > MAX_INCARNATIONS) {
            return beginAt(now);
        }
        tellHub(changes);
        PgSnapshot after = now;
        return feed.publish(new SweepResult(before, after, changes)).then(Mono.fromRunnable(() -> seen = after));
    }

    private void tellHub(List<SweepResult.RevisionRange> changes) {
        topics.sweepStarted();
        boolean poked = !intervalOver.getAndSet(false);
        for (SweepResult.RevisionRange found : changes) {
            RevisionId id = new RevisionId(found.incarnation(), found.lastRevision());
            if (poked) {
                topics.foundEarly(id);
            } else {
                topics.found(id);
            }
        }
        if (!poked) {
            topics.sweepCompleted();
        }
    }

    /** A row of {@link #FIND}. */
    private sealed interface Found {

        record Seen(PgSnapshot cursor) implements Found {}

        record Changes(SweepResult.RevisionRange changes) implements Found {}

        static Found of(Readable row) {
            return row.get("seen") == null ? new Changes(changes(row)) : new Seen(cursor(row));
        }

        private static SweepResult.RevisionRange changes(Readable row) {
            OperationName name = OperationName.parse(Objects.requireNonNull(row.get("name", String.class)));
            return new SweepResult.RevisionRange(
                    name.parent(),
                    number(row, "life"),
                    number(row, "first"),
                    number(row, "last"),
                    number(row, "bytes"));
        }

        private static long number(Readable row, String column) {
            return Objects.requireNonNull(row.get(column, Long.class));
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
