package org.operationsgateway.gateway.defect;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** The defects of the bytes that clients receive, installed in the pipeline of each connection. */
@Component
@ConditionalOnProperty("defect")
final class WireDefects implements NettyServerCustomizer {

    private static final Map<String, Supplier<ChannelHandler>> DEFECTS = Map.of(
            "duplicate", () -> new FrameDefectHandler(FrameDefect.duplicate()),
            "reorder", () -> new FrameDefectHandler(FrameDefect.reorder()),
            "drop-terminal", () -> new FrameDefectHandler(FrameDefect.dropTerminal()),
            "stale-body", () -> new FrameDefectHandler(FrameDefect.staleBody()),
            "skip", () -> new FrameDefectHandler(FrameDefect.skip()),
            "lossy-collection", () -> new FrameDefectHandler(FrameDefect.lossyCollection()),
            "ignore-history", () -> new FrameDefectHandler(FrameDefect.ignoreHistory()),
            "resume-late", LateResumptionHandler::new,
            "shared-stall", EventLoopBlocker::new);

    private final String defect;

    WireDefects(@Value("${defect}") String defect) {
        this.defect = defect;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        Supplier<ChannelHandler> handler = DEFECTS.get(defect);
        return handler == null
                ? server
                : server.doOnChannelInit((observer, channel, address) -> add(channel.pipeline(), handler.get()));
    }

    /** Adds a handler of bytes below the HTTP codec, and a handler of HTTP messages above it. */
    private static void add(ChannelPipeline pipeline, ChannelHandler handler) {
        if (handler instanceof FrameDefectHandler) {
            pipeline.addFirst("defect", handler);
        } else {
            pipeline.addBefore(NettyPipeline.ReactiveBridge, "defect", handler);
        }
    }
}
