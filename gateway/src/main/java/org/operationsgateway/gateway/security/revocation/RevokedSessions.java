package org.operationsgateway.gateway.security.revocation;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds.SessionId;
import org.operationsgateway.gateway.security.principal.PrincipalHash;
import org.operationsgateway.gateway.store.revocation.Revocation;

/** The revoked sessions that would not have expired yet, in memory. Thread-safe. */
final class RevokedSessions {

    private final Map<String, Instant> expiryBySession = new ConcurrentHashMap<>();
    private final Map<ByteBuffer, Revocation> byPrincipal = new ConcurrentHashMap<>();

    /** Adds a revocation, and returns whether it is new. */
    boolean add(Revocation revocation) {
        if (!revocation.session().equals(Revocation.ALL)) {
            return expiryBySession.put(revocation.session(), revocation.expiry()) == null;
        }
        Revocation before = byPrincipal.put(revocation.principal(), revocation);
        return !revocation.equals(before);
    }

    /** Returns whether the session of a caller is revoked; false without a session. */
    boolean contains(Caller caller) {
        SessionId session = caller.ids().session();
        if (session == null) {
            return false;
        }
        if (expiryBySession.containsKey(session.id())) {
            return true;
        }
        @Nullable Revocation all = byPrincipal.isEmpty() ? null : byPrincipal.get(PrincipalHash.of(caller.principal()));
        return all != null && !session.start().isAfter(all.time());
    }

    /** Removes what has expired. */
    void removeExpired(Instant now) {
        expiryBySession.values().removeIf(now::isAfter);
        byPrincipal.values().removeIf(revocation -> now.isAfter(revocation.expiry()));
    }
}
