package org.operationsgateway.gateway.blocking;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * A BlockHound exception for the generation of ids on event loops. The generator holds a lock while it combines two
 * numbers, so an event loop blocks for that time at most.
 */
public final class IdGeneratorIntegration implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator", "construct");
    }
}
