package org.operationsgateway.gateway.defect;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import org.operationsgateway.gateway.revision.RevisionTag;

/** The defect {@code resume-late}: a resumed stream starts one revision too late. */
final class LateResumptionHandler extends ChannelInboundHandlerAdapter {

    private static final String HEADER = "Last-Event-ID";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.headers().contains(HEADER)) {
            RevisionTag.parse(request.headers().get(HEADER))
                    .map(RevisionTag::id)
                    // Without the check, which would cause a reset.
                    .ifPresent(id -> request.headers()
                            .set(HEADER, id.withNumber(id.number() + 1).toString()));
        }
        context.fireChannelRead(message);
    }
}
