package org.operationsgateway.gateway.store.revocation;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The revocation of a session, or of all sessions of a principal that had begun before it. Immutable.
 *
 * @param principal the SHA-256 hash of the principal
 * @param session the session; empty for all sessions of the principal
 * @param time the time of the revocation
 * @param expiry the time at which the revoked sessions would have expired
 */
public record Revocation(ByteBuffer principal, String session, Instant time, Instant expiry) {

    /** The session of a revocation of all sessions. */
    public static final String ALL = "";
}
