package org.operationsgateway.client;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * A BlockHound exception for the end of a timer of Reactor. The queue of timers has a lock, which a thread holds while
 * it adds or removes one; Reactor allows it for the beginning of a timer.
 */
public final class TimerIntegration implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        String queue = ScheduledThreadPoolExecutor.class.getName() + "$DelayedWorkQueue";
        builder.allowBlockingCallsInside(queue, "remove");
    }
}
