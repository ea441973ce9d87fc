package org.operationsgateway.gateway.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.memory.Reservation;

/**
 * The first handler of a connection: it counts the connection, rejects one beyond the limits, and bounds the bytes of
 * the TLS handshake. It removes itself when requests can follow. Confined to its event loop.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

    /** The limit on the bytes of a handshake, with the certificates of the client, and of one read after it. */
    private static final int MAX_HANDSHAKE_BYTES = 128 * 1024;
    /** The size from which a handshake is reserved, as for heads. */
    private static final int LARGE_HANDSHAKE_BYTES = 8 * 1024;
    /** The bytes of memory for one byte of a handshake: as it is received, and joined for its decoder. */
    private static final int BYTES_PER_HANDSHAKE_BYTE = 2;

    private final ConnectionLimiter limiter;
    private final PermitQueue memory;
    private final RejectedConnections rejections;
    private final boolean encrypted;
    private boolean rejected;
    private int received;
    private long reserved;

    ConnectionGuard(ConnectionLimiter limiter, PermitQueue memory, RejectedConnections rejections, boolean encrypted) {
        this.limiter = limiter;
        this.memory = memory;
        this.rejections = rejections;
        this.encrypted = encrypted;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        SocketAddress remote = context.channel().remoteAddress();
        boolean accepted = limiter.acquire(remote);
        context.channel().closeFuture().addListener(closed -> {
            limiter.release(remote);
            release();
        });
        if (!accepted) {
            // The limiter logs it.
            rejections.count(RejectionReason.TOO_MANY_CONNECTIONS);
            reject(context);
            return;
        }
        context.fireChannelActive();
        if (!encrypted) {
            remove(context);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (rejected) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof ByteBuf bytes && reserve(bytes.readableBytes())) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
            rejected = true;
            rejections.reject(context.channel().remoteAddress(), RejectionReason.TLS_HANDSHAKE);
            close(context);
        }
    }

    private boolean reserve(int bytes) {
        received += bytes;
        long needed = received < LARGE_HANDSHAKE_BYTES ? 0 : (long) received * BYTES_PER_HANDSHAKE_BYTE;
        if (needed <= reserved) {
            return true;
        }
        if (received <= MAX_HANDSHAKE_BYTES && memory.tryAcquireLarge(needed - reserved)) {
            reserved = needed;
            return true;
        }
        return false;
    }

    /** Handles the end of the handshake. */
    void established(ChannelHandlerContext context) {
        release();
        remove(context.pipeline().context(this));
    }

    private void release() {
        memory.release(reserved);
        reserved = 0;
    }

    private static void remove(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            context.pipeline().remove(context.handler());
        }
    }

    /** Closes the connection. A response could only follow the handshake, for which a rejected client has no time. */
    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    private void reject(ChannelHandlerContext context) {
        rejected = true;
        if (encrypted) {
            close(context);
        } else {
            context.writeAndFlush(RejectionBytes.of(Reservation.exhausted())).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    private static void close(ChannelHandlerContext context) {
        context.close();
    }
}
