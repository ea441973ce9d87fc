package org.operationsgateway.gateway.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import org.operationsgateway.gateway.memory.PermitQueue;

/**
 * A handler in front of TLS that counts the bytes which the client has not received yet as memory for frames.
 *
 * <p>Without TLS, the frames are counted, which all clients share. An encrypted copy belongs to one connection.
 * Confined to its event loop.
 */
final class EncryptedBytes extends ChannelOutboundHandlerAdapter {

    /** The bytes that are not counted. The limit on connections bounds them, and most responses are smaller. */
    private static final int STEP_BYTES = 16 * 1024;

    private final PermitQueue memory;
    private long pending;
    private long counted;

    EncryptedBytes(PermitQueue memory) {
        this.memory = memory;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The promise reports the result.
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            int size = bytes.readableBytes();
            add(size);
            context.write(message, promise.unvoid()).addListener(written -> add(-size));
        } else {
            context.write(message, promise);
        }
    }

    private void add(int bytes) {
        pending += bytes;
        if (pending - counted > STEP_BYTES) {
            memory.force(pending - counted);
            counted = pending;
        } else if (counted - pending >= STEP_BYTES || (pending == 0 && counted > 0)) {
            memory.release(counted - pending);
            counted = pending;
        }
    }
}
