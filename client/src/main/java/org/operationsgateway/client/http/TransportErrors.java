package org.operationsgateway.client.http;

import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.client.sse.EventTooLargeException;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.rpc.StatusException;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** The translation of failures of the network into exceptions with a status, and the rule for retries. */
public final class TransportErrors {

    private TransportErrors() {}

    /** Returns a failure as an exception with a status; defects of the program are returned unchanged. */
    public static Throwable translate(Throwable failure) {
        return switch (failure) {
            case StatusException translated -> translated;
            case AnswerTooLargeException tooLarge ->
                of(Code.RESOURCE_EXHAUSTED, String.valueOf(tooLarge.getMessage()), tooLarge);
            case EventTooLargeException tooLarge ->
                of(Code.RESOURCE_EXHAUSTED, String.valueOf(tooLarge.getMessage()), tooLarge);
            case MalformedJsonException malformed ->
                of(Code.DATA_LOSS, "The answer is not valid: " + malformed.getMessage(), malformed);
            case SSLException untrusted ->
                of(Code.UNAVAILABLE, "The server cannot be trusted: " + untrusted.getMessage(), untrusted);
            case PoolAcquireTimeoutException full -> of(Code.UNAVAILABLE, "No connection became free in time", full);
            case PoolAcquirePendingLimitException full ->
                of(Code.UNAVAILABLE, "Too many requests wait for a connection", full);
            case TimeoutException late -> of(Code.UNAVAILABLE, "The server did not answer in time", late);
            case IOException broken -> of(Code.UNAVAILABLE, "The connection failed: " + broken.getMessage(), broken);
            case AbortedException broken ->
                of(Code.UNAVAILABLE, "The connection failed: " + broken.getMessage(), broken);
            case Http2Exception broken -> of(Code.UNAVAILABLE, "The connection failed: " + broken.getMessage(), broken);
            case CodecException foreign ->
                of(Code.UNKNOWN, "The server does not speak HTTP: " + foreign.getMessage(), foreign);
            case IllegalArgumentException foreign ->
                of(Code.UNKNOWN, "The server does not speak HTTP: " + foreign.getMessage(), foreign);
            default -> failure;
        };
    }

    private static StatusException of(Code code, String message, Throwable cause) {
        return StatusException.received(new Status(code, message), cause, null);
    }

    /** Returns whether a retry of the same request can succeed. All requests of the client may be repeated. */
    public static boolean isRetriable(Throwable failure) {
        if (!(failure instanceof StatusException status)) {
            return false;
        }
        boolean isTransient = switch (status.status().code().orElse(Code.UNKNOWN)) {
            case UNAVAILABLE, RESOURCE_EXHAUSTED -> true;
            // Sent for a request that did not arrive in time; a query that exceeds its limit would exceed it again.
            case DEADLINE_EXCEEDED -> status.reason() == Reason.REQUEST_TIMEOUT;
            default -> false;
        };
        return isTransient && !isPermanent(status.getCause());
    }

    private static boolean isPermanent(@Nullable Throwable cause) {
        return cause instanceof SSLException
                || cause instanceof EventTooLargeException
                || cause instanceof AnswerTooLargeException;
    }
}
