package org.operationsgateway.gateway.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.memory.Reservation;

/**
 * The handler of a connection that reads its bytes first, decrypted: it closes the connection when a head is late or
 * has too many lines, or when it is idle, and reserves memory for large heads. The time of the first head includes
 * that of the TLS handshake.
 *
 * <p>One timer serves all deadlines: it is checked after the shortest of them, and not while a response is written. So
 * a request costs two readings of the clock, and an open stream no timer. Confined to its event loop.
 */
final class HeadGuard extends ChannelInboundHandlerAdapter {

    /** The size from which a head is reserved. The limit on connections bounds the smaller ones. */
    private static final int LARGE_HEAD_BYTES = 8 * 1024;
    /** The time after which a rejected connection is closed although its client reads nothing. */
    private static final long REJECTED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum State {
        /** No request has begun. */
        IDLE,
        /** A head has begun. */
        HEAD,
        /** A request is being handled. */
        BUSY,
        /** The response has been written, and the request is not complete. */
        UNREAD,
        /** The connection has HTTP/2. */
        HTTP2,
        /** The connection is being closed after a rejection. */
        REJECTED
    }

    private final PeerProperties properties;
    private final PermitQueue memory;
    private final RejectedConnections rejected;
    private @Nullable Http2Guard http2;
    private final PrefaceDetector preface = new PrefaceDetector();
    private State state = State.IDLE;
    private boolean timed;
    private boolean requestComplete = true;
    private long deadline;
    private final UndecodedLines undecoded = new UndecodedLines();
    private long reserved;

    HeadGuard(PeerProperties properties, PermitQueue memory, RejectedConnections rejected) {
        this.properties = properties;
        this.memory = memory;
        this.rejected = rejected;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.channel().closeFuture().addListener(closed -> memory.release(reserved));
        setDeadline(context, properties.headTimeout().toNanos());
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes) || state == State.REJECTED) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (!read(context, bytes)) {
            bytes.release();
        } else if (http2 != null) {
            context.fireChannelRead(bytes);
            http2.decoded();
        } else {
            decodePieces(context, bytes);
        }
    }

    private void decodePieces(ChannelHandlerContext context, ByteBuf bytes) {
        int length = undecoded.nextPiece(bytes);
        while (length < bytes.readableBytes() && state != State.REJECTED) {
            decode(context, bytes.readRetainedSlice(length));
            length = undecoded.nextPiece(bytes);
        }
        if (state == State.REJECTED) {
            bytes.release();
        } else {
            decode(context, bytes);
        }
    }

    /** Lets the codec read, and limits and reserves a head, or trailers, that are not complete after that. */
    private void decode(ChannelHandlerContext context, ByteBuf piece) {
        int size = piece.readableBytes();
        context.fireChannelRead(piece);
        undecoded.pieceDecoded(size);
        if (undecoded.lines() > HeadFields.MAX && context.channel().isActive()) {
            reject(context, RejectionReason.LARGE_HEAD);
        } else {
            reserve(context, undecoded.bytes());
        }
    }

    /** Returns whether the codec may read the bytes. */
    private boolean read(ChannelHandlerContext context, ByteBuf bytes) {
        if (state != State.HTTP2 && preface.isPreface(bytes)) {
            state = State.HTTP2;
            http2 = new Http2Guard(context.channel(), preface.matchedBefore(), properties, rejected);
        }
        return switch (state) {
            case IDLE -> {
                state = State.HEAD;
                setDeadline(context, properties.headTimeout().toNanos());
                yield true;
            }
            case HTTP2 -> scan(context, bytes);
            case HEAD, BUSY, UNREAD -> true;
            case REJECTED -> false;
        };
    }

    private boolean scan(ChannelHandlerContext context, ByteBuf bytes) {
        Http2Guard frames = Objects.requireNonNull(http2);
        RejectionReason excess = frames.scan(bytes);
        if (excess != null) {
            reject(context, excess);
            return false;
        }
        if (frames.pollProgress() || !timed) {
            setDeadline(context, properties.headTimeout().toNanos());
        }
        return reserve(context, frames.headersBytes());
    }

    /** Reserves the largest head of the connection until its end, because the codec keeps buffers of that size. */
    private boolean reserve(ChannelHandlerContext context, int bytes) {
        long needed = bytes < LARGE_HEAD_BYTES ? 0 : HeadFields.bytes(bytes, HeadFields.MAX);
        if (needed <= reserved) {
            return true;
        }
        if (memory.tryAcquireLarge(needed - reserved)) {
            reserved = needed;
            return true;
        }
        reject(context, RejectionReason.MEMORY);
        return false;
    }

    /** Handles a complete head. */
    void headCompleted() {
        preface.end();
        state = State.BUSY;
        requestComplete = false;
    }

    /** Handles a message, or a part of one, that the codec of HTTP/1.1 has decoded. */
    void messageDecoded() {
        undecoded.messageDecoded();
    }

    /** Handles the end of a request. */
    void requestCompleted(ChannelHandlerContext context) {
        requestComplete = true;
        if (state == State.UNREAD) {
            becomeIdle(context);
        }
    }

    /** Handles the end of a response. */
    void responseCompleted(ChannelHandlerContext context) {
        if (state != State.BUSY) {
            return;
        }
        if (requestComplete) {
            becomeIdle(context);
        } else {
            state = State.UNREAD;
            setDeadline(context, properties.bodyTimeout().toNanos());
        }
    }

    /** Handles the switch to HTTP/2 that a request contains. */
    void upgraded() {
        preface.restart();
    }

    private void becomeIdle(ChannelHandlerContext context) {
        state = State.IDLE;
        setDeadline(context, properties.idleTimeout().toNanos());
    }

    private void setDeadline(ChannelHandlerContext context, long nanos) {
        deadline = System.nanoTime() + nanos;
        if (!timed) {
            schedule(context, nanos);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The timer ends with the event loop.
    private void schedule(ChannelHandlerContext context, long nanos) {
        timed = true;
        long delay = Math.min(nanos, properties.headTimeout().toNanos());
        context.executor().schedule(() -> check(context), delay, TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext context) {
        timed = false;
        if (state == State.BUSY || !context.channel().isActive()) {
            return;
        }
        long left = nanosLeft();
        if (left > 0) {
            schedule(context, left);
        } else {
            expired(context);
        }
    }

    private long nanosLeft() {
        long now = System.nanoTime();
        return state == State.HTTP2 && !Objects.requireNonNull(http2).isIncomplete()
                ? http2.nanosLeft(properties.idleTimeout(), now)
                : deadline - now;
    }

    private void expired(ChannelHandlerContext context) {
        switch (state) {
            case HEAD -> reject(context, RejectionReason.LATE_HEAD);
            case UNREAD -> {
                rejected.reject(context.channel().remoteAddress(), RejectionReason.LATE_BODY);
                close(context);
            }
            case HTTP2 -> expiredHttp2(context);
            case IDLE, BUSY, REJECTED -> close(context);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    private void expiredHttp2(ChannelHandlerContext context) {
        Http2Guard frames = Objects.requireNonNull(http2);
        if (frames.isIncomplete()) {
            reject(context, frames.late());
        } else {
            // By the codec, which sends a GOAWAY frame.
            context.channel().close();
        }
    }

    /** Closes the connection at once: the codec of HTTP/2 would complete its streams before. */
    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    private static void close(ChannelHandlerContext context) {
        context.close();
    }

    private void reject(ChannelHandlerContext context, RejectionReason reason) {
        rejected.reject(context.channel().remoteAddress(), reason);
        if (state == State.BUSY || state == State.UNREAD) {
            // A response may have begun, or has been written: a second one would be taken for that of the next request.
            state = State.REJECTED;
            close(context);
        } else {
            respond(context, failure(reason));
        }
    }

    private static StatusException failure(RejectionReason reason) {
        return switch (reason) {
            case LATE_HEAD -> StatusException.of(Reason.REQUEST_TIMEOUT, "The headers are late. Send them at once.");
            case LARGE_HEAD -> HeadFields.tooMany();
            default -> Reservation.exhausted();
        };
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    private void respond(ChannelHandlerContext context, StatusException failure) {
        ByteBuf bytes = state == State.HTTP2 ? Objects.requireNonNull(http2).goAway() : RejectionBytes.of(failure);
        state = State.REJECTED;
        context.writeAndFlush(bytes).addListener(written -> close(context));
        setDeadline(context, REJECTED_NANOS);
    }
}
