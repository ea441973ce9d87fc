package org.operationsgateway.gateway.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The identity of a request that changes something, so that it counts once, however often a client retries it.
 * Immutable.
 *
 * @see <a href="https://google.aip.dev/155">AIP-155</a>
 */
public final class RequestFingerprint {

    private final String id;
    private final byte[] hash;

    /**
     * Creates a fingerprint.
     *
     * @param id the {@code requestId} that the client sent
     * @param hash the hash of the whole request, at least 16 bytes; must not be modified
     */
    public RequestFingerprint(String id, byte[] hash) {
        this.id = id;
        this.hash = hash;
    }

    String id() {
        return id;
    }

    byte[] hash() {
        return hash;
    }

    /** Returns a hash of the id, of 128 bits. */
    UUID idHash() {
        return uuid(sha256().digest(id.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the first 128 bits of the hash of the request. */
    UUID shortHash() {
        return uuid(hash);
    }

    private static UUID uuid(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Throws ALREADY_EXISTS if the stored hash is that of another request. */
    void requireSame(byte[] storedHash) {
        if (!MessageDigest.isEqual(storedHash, hash)) {
            throw reused();
        }
    }

    /** Throws ALREADY_EXISTS if the stored hash, of 128 bits, is that of another request. */
    void requireSame(UUID storedHash) {
        if (!storedHash.equals(shortHash())) {
            throw reused();
        }
    }

    private StatusException reused() {
        return StatusException.of(
                Reason.REQUEST_ID_REUSED,
                "The requestId " + id + " was used for another request: use a new one for each request.");
    }
}
