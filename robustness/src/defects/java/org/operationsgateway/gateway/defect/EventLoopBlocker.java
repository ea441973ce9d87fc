package org.operationsgateway.gateway.defect;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/** The defect {@code shared-stall}: a stalled reader blocks its event loop, and so all streams of the loop. */
final class EventLoopBlocker extends ChannelInboundHandlerAdapter {

    private static final Duration BLOCKED = Duration.ofSeconds(15);

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws InterruptedException {
        if (!context.channel().isWritable()) {
            Thread.sleep(BLOCKED);
        }
        context.fireChannelWritabilityChanged();
    }
}
