package org.operationsgateway.gateway.store.revocation;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The revocations in the database. Thread-safe. */
@Component
public class RevocationStore {

    /** The rows of a principal, from which on a further one is replaced by the revocation of all its sessions. */
    static final int MAX_OF_PRINCIPAL = 1000;

    private static final int MAX_READ = 10_000;

    private static final String INSERT = """
            insert into session_revocation (principal, session, expire_time)
            select $1, case when count(*) < %d then $2 else '' end, $3
            from session_revocation where principal = $1
            on conflict (principal, session) do update set
                revoke_time = excluded.revoke_time,
                expire_time = greatest(session_revocation.expire_time, excluded.expire_time)
            returning principal, session, revoke_time, expire_time
            """.formatted(MAX_OF_PRINCIPAL);

    /** A transaction that commits later can have an earlier time, so the rows of the latest seconds are read again. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    public static final String READ = """
            select principal, session, revoke_time, expire_time from session_revocation
            where revoke_time > $1
            order by revoke_time
            limit %d
            """.formatted(MAX_READ);

    public static final String PURGE = """
            delete from session_revocation where ctid = any (array(
                select ctid from session_revocation where expire_time < now()
                order by expire_time limit 100 for update skip locked))
            """;

    private final DatabaseClient database;

    RevocationStore(DatabaseClient database) {
        this.database = database;
    }

    /** Deletes some revocations that have expired, stores one, and emits what was stored. */
    public Mono<Revocation> insert(ByteBuffer principal, String session, Instant expiry) {
        Mono<Revocation> inserted = database.sql(INSERT)
                .bind(0, principal)
                .bind(1, session)
                .bind(2, expiry)
                .map(RevocationStore::revocation)
                .one();
        return database.sql(PURGE).then().then(inserted);
    }

    /** Emits the revocations since a time, in their order, and again those of the seconds before. */
    public Flux<Revocation> since(Instant time) {
        return page(time.minus(OVERLAP))
                .expand(rows -> rows.size() < MAX_READ
                        ? Mono.empty()
                        : page(rows.getLast().time()))
                .concatMapIterable(rows -> rows);
    }

    private Mono<List<Revocation>> page(Instant after) {
        return database.sql(READ)
                .bind(0, after)
                .map(RevocationStore::revocation)
                .all()
                .collectList();
    }

    private static Revocation revocation(Readable row) {
        return new Revocation(
                Objects.requireNonNull(row.get("principal", ByteBuffer.class)),
                Objects.requireNonNull(row.get("session", String.class)),
                Objects.requireNonNull(row.get("revoke_time", Instant.class)),
                Objects.requireNonNull(row.get("expire_time", Instant.class)));
    }
}
