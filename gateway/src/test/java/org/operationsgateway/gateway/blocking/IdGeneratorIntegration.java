package org.operationsgateway.gateway.blocking;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Lets ids be made on event loops: the generator has a lock, which is held for as long as it takes to put two numbers
 * together, so at worst one event loop waits for another to do that.
 */
public final class IdGeneratorIntegration implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator", "construct");
    }
}
