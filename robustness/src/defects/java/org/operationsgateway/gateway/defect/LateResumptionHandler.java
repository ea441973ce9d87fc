package org.operationsgateway.gateway.defect;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;

/** The defect {@code resume-late}: a resumed stream starts one revision too late. */
final class LateResumptionHandler extends ChannelInboundHandlerAdapter {

    private static final String HEADER = "Last-Event-ID";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.headers().contains(HEADER)) {
            String id = request.headers().get(HEADER);
            int dash = id.lastIndexOf('-');
            if (dash > 0) {
                long next = Long.parseLong(id.substring(dash + 1)) + 1;
                request.headers().set(HEADER, id.substring(0, dash + 1) + next);
            }
        }
        context.fireChannelRead(message);
    }
}
