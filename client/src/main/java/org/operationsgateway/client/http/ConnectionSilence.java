package org.operationsgateway.client.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;

/**
 * The detection of HTTP/2 connections to a peer that has vanished without a FIN or a RST. For one exchange.
 * Thread-safe.
 *
 * <p>A request that times out resets its stream only, so the pool would use the connection for the next request, until
 * the operating system gives up, after about a quarter of an hour. A connection that has received nothing for the whole
 * timeout is closed instead. With HTTP/1.1, the end of the exchange closes the connection.
 */
final class ConnectionSilence {

    private static final AttributeKey<Long> LAST_READ = AttributeKey.valueOf(ConnectionSilence.class, "lastRead");

    /** The connection that exchanges share. That of one exchange would retain its subscriber. */
    private volatile @Nullable Channel shared;

    ConnectionSilence() {}

    /** Returns a client with connections that record the time at which they have received bytes. */
    static HttpClient record(HttpClient http) {
        return http.doOnChannelInit((observer, channel, address) -> {
            channel.attr(LAST_READ).set(System.nanoTime());
            channel.pipeline().addFirst(Recorder.INSTANCE);
        });
    }

    /** Returns a client that is used for the exchange. */
    HttpClient of(HttpClient http) {
        return http.doOnRequest(
                (request, connection) -> shared = connection.channel().parent());
    }

    /** Closes the connection if it has received nothing for a time. */
    void closeAfter(Duration timeout) {
        Channel used = shared;
        if (used != null && isSilentSince(System.nanoTime() - timeout.toNanos(), used)) {
            Connection.from(used).dispose();
        }
    }

    private static boolean isSilentSince(long nanoTime, Channel channel) {
        Long lastRead = channel.attr(LAST_READ).get();
        return lastRead != null && lastRead - nanoTime <= 0;
    }

    /** A handler that records the time of each read. */
    @Sharable
    private static final class Recorder extends ChannelInboundHandlerAdapter {

        private static final Recorder INSTANCE = new Recorder();

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            context.channel().attr(LAST_READ).set(System.nanoTime());
            context.fireChannelRead(bytes);
        }
    }
}
