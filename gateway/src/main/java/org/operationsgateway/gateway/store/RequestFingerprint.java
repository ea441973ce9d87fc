package org.operationsgateway.gateway.store;

import java.security.MessageDigest;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The identity of a create request, so that the attempts of a client that retries it create one operation.
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
     * @param hash the hash of the whole request; must not be modified
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

    /** Throws ALREADY_EXISTS if the stored hash is that of another request. */
    void requireSame(byte[] storedHash) {
        if (!MessageDigest.isEqual(storedHash, hash)) {
            throw StatusException.of(
                    Reason.REQUEST_ID_REUSED,
                    "The requestId " + id + " was used for another request: use a new one for each request.");
        }
    }
}
