package org.operationsgateway.gateway.security.revocation;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds.SessionId;
import org.operationsgateway.gateway.security.principal.PrincipalHash;
import org.operationsgateway.gateway.store.revocation.Revocation;
import org.operationsgateway.gateway.store.revocation.RevocationStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The revoked sessions, and the entries of the settings that grant. A revocation on another replica is read from the
 * database within a second.
 *
 * <p>While the database cannot be read for half a minute, no session is accepted, because it could be a revoked one.
 * Open streams go on. Thread-safe.
 */
@Component
public class Revocations implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_READ_AGE = Duration.ofSeconds(30);

    private final RevocationStore store;
    private final List<RevocationListener> listeners;
    private final RevokedSessions sessions = new RevokedSessions();
    private volatile Set<String> settings = Set.of();
    /** The time of the latest revocation that was read. One of this replica itself is not: others may be before it. */
    private volatile Instant latestRead = Instant.EPOCH;

    private volatile long readNanos = System.nanoTime() - MAX_READ_AGE.toNanos();
    private volatile boolean used;
    private volatile Disposable running = Disposables.disposed();

    Revocations(RevocationStore store, List<RevocationListener> listeners) {
        this.store = store;
        this.listeners = List.copyOf(listeners);
    }

    /** Replaces the entries of the settings that grant; whatever was begun with others ends. */
    public void retainSettings(Set<String> entries) {
        boolean removed = !entries.containsAll(settings);
        settings = Set.copyOf(entries);
        used = true;
        if (removed) {
            listeners.forEach(RevocationListener::revoked);
        }
    }

    /** Returns whether the credential of a caller, or the one that it was made with, has been revoked. */
    public boolean isRevoked(Caller caller) {
        String setting = caller.ids().setting();
        return (setting != null && !settings.contains(setting)) || sessions.contains(caller);
    }

    /** Returns the caller. Fails with UNAUTHENTICATED if its credential is revoked, UNAVAILABLE if that is unknown. */
    public Caller check(Caller caller) {
        if (isRevoked(caller)) {
            throw StatusException.of(
                    Reason.CREDENTIAL_INVALID, "The credential has been revoked. Get a new one, and send it again.");
        }
        if (caller.ids().session() != null && System.nanoTime() - readNanos >= MAX_READ_AGE.toNanos()) {
            throw StatusException.of(
                    Reason.DATABASE_UNAVAILABLE,
                    "The database does not answer, so the session cannot be verified. Try again later.",
                    new RetryInfo(INTERVAL));
        }
        return caller;
    }

    /** Revokes a session of a caller on all replicas. Completes when it is stored; fails if the database fails. */
    public Mono<Void> revoke(String principal, SessionId session, Instant expiry) {
        return insert(principal, session.id(), expiry);
    }

    /** Revokes all sessions of a principal that have begun until now, and that expire until a time. */
    public Mono<Void> revokeAll(String principal, Instant expiry) {
        return insert(principal, Revocation.ALL, expiry);
    }

    private Mono<Void> insert(String principal, String session, Instant expiry) {
        return store.insert(PrincipalHash.of(principal), session, expiry)
                .doOnNext(stored -> add(List.of(stored)))
                .then();
    }

    @Override
    public void start() {
        if (used) {
            running = Flux.interval(Duration.ZERO, INTERVAL)
                    .onBackpressureDrop()
                    .concatMap(tick -> read(), 1)
                    .subscribe();
        }
    }

    private Mono<Void> read() {
        long start = System.nanoTime();
        return store.since(latestRead)
                .collectList()
                .doOnNext(rows -> {
                    add(rows);
                    rows.stream().map(Revocation::time).max(naturalOrder()).ifPresent(time -> latestRead = time);
                    readNanos = start;
                })
                .doOnError(failure -> log.warn("Failed to read the revoked sessions, retrying: {}", failure.toString()))
                .onErrorComplete()
                .then();
    }

    private void add(List<Revocation> rows) {
        boolean isNew = false;
        for (Revocation row : rows) {
            isNew |= sessions.add(row);
        }
        sessions.removeExpired(Instant.now());
        if (isNew) {
            listeners.forEach(RevocationListener::revoked);
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
