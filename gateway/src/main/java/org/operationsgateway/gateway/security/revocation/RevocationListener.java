package org.operationsgateway.gateway.security.revocation;

/** A listener that ends what was begun with credentials that have been revoked. Thread-safe. */
@FunctionalInterface
public interface RevocationListener {

    /** Handles new revocations. Must not block. */
    void revoked();
}
