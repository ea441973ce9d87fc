package org.operationsgateway.gateway.store;

import java.security.MessageDigest;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * A request to create an operation that may come twice, because its client has not heard the answer, and counts once.
 *
 * @see <a href="https://google.aip.dev/155">AIP-155</a>
 */
public final class RequestFingerprint {

    private final String id;
    private final byte[] hash;

    /**
     * Names one.
     *
     * @param id what the client calls it
     * @param hash of all that it asks for; not to be changed
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

    /** Fails with ALREADY_EXISTS if the one that came first under that id asked for something else. */
    void requireSame(byte[] first) {
        if (!MessageDigest.isEqual(first, hash)) {
            throw StatusException.of(
                    Reason.REQUEST_ID_REUSED,
                    "The requestId " + id + " was used before, for another request: every request has one of its own.");
        }
    }
}
