package org.operationsgateway.gateway.blocking;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * A BlockHound exception for password authentication by the database driver. On its event loop the driver reads random
 * bytes for a nonce, sometimes from {@code /dev/urandom}, which does not block.
 */
public final class ScramNonceIntegration implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce");
    }
}
