package org.operationsgateway.gateway.defect;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/** The defect {@code shared-stall}: whoever serves a reader that doesn't read waits for it, and serves nobody else. */
final class EventLoopBlocker extends ChannelInboundHandlerAdapter {

    private static final Duration WAIT = Duration.ofSeconds(15);

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws InterruptedException {
        if (!context.channel().isWritable()) {
            Thread.sleep(WAIT);
        }
        context.fireChannelWritabilityChanged();
    }
}
