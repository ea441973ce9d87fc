package org.operationsgateway.gateway.blocking;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Lets the database driver log in with a password: for its nonce it takes random bytes from the system on its event loop,
 * now and then from {@code /dev/urandom}, which doesn't make it wait.
 */
public final class ScramNonceIntegration implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce");
    }
}
