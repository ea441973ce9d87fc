package org.operationsgateway.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.http.connection.HeadFields;
import org.operationsgateway.gateway.http.connection.RejectedConnections;
import org.operationsgateway.gateway.http.connection.RejectionReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel handler that rejects requests that are not well-formed, those with an ambiguous end or host, and those of
 * another version of HTTP, and reads nothing after them: behind a proxy, that could be the request of another client.
 * Confined to its event loop.
 *
 * <p>It writes the response itself, after those to earlier requests of the connection, and closes the connection.
 * Reactor Netty would not respond at all while the handling of the request before has not ended, and would handle the
 * part of a body before an error as a whole body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, Message body length</a>
 */
final class RequestFraming extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(RequestFraming.class);

    private static final String AFTER_AUTHORITY = "/?#";

    private final HeaderFoldDetector folds;
    private final RejectedConnections rejected;
    private @Nullable HttpResponseStatus rejection;
    private boolean responding;
    private int pendingResponses;

    RequestFraming(HeaderFoldDetector folds, RejectedConnections rejected) {
        this.folds = folds;
        this.rejected = rejected;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (rejection != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            pendingResponses++;
            HttpResponseStatus reason = rejection(request);
            if (reason != null) {
                rejectHead(context, request, reason);
                return;
            }
            ignoreUpgradeWithBody(request.headers());
        }
        if (message instanceof HttpContent content && !(message instanceof HttpRequest)) {
            if (content.decoderResult().isFailure()) {
                rejectBody(context, content);
                return;
            }
            folds.bodyDecoded(content.content().readableBytes());
        }
        if (message instanceof LastHttpContent) {
            folds.requestEnded();
        }
        context.fireChannelRead(message);
    }

    /**
     * Lets a request with a body be answered over HTTP/1.1. The handler for upgrades would read the body before
     * anything else sees the request: without a deadline, a credential or a reservation.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.8">RFC 9110, Upgrade</a>
     */
    private static void ignoreUpgradeWithBody(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        boolean empty = length == null || length.equals("0");
        if (!empty || headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            headers.remove(HttpHeaderNames.UPGRADE);
        }
    }

    /** Returns the status of a malformed request, or of one that two programs may read differently; otherwise null. */
    private @Nullable HttpResponseStatus rejection(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return status(request.decoderResult().cause());
        }
        if (HeadFields.areTooMany(request.headers())) {
            return HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
        }
        boolean valid = request.protocolVersion().majorVersion() == 1
                && hasValidCoding(request)
                && hasOneHost(request)
                && !folds.isFolded();
        return valid ? null : HttpResponseStatus.BAD_REQUEST;
    }

    private static HttpResponseStatus status(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return HttpResponseStatus.REQUEST_URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException
                ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                : HttpResponseStatus.BAD_REQUEST;
    }

    private static boolean hasValidCoding(HttpRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst()));
    }

    private static boolean hasOneHost(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        }
        String authority = authority(request.uri());
        return hosts.size() == 1 && (authority == null || authority.equalsIgnoreCase(hosts.getFirst()));
    }

    /**
     * Returns the authority of a target in the absolute form, which a host must equal; null for other targets.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2">RFC 9112, absolute-form</a>
     */
    private static @Nullable String authority(String target) {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return null;
        }
        int start = scheme + 3;
        int end = start;
        while (end < target.length() && AFTER_AUTHORITY.indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return target.substring(start, end);
    }

    private void rejectHead(ChannelHandlerContext context, HttpRequest request, HttpResponseStatus reason) {
        Throwable cause = request.decoderResult().cause();
        // The message of the cause can contain parts of the request.
        log.warn(
                "Rejected a malformed request from {}: {}",
                context.channel().remoteAddress(),
                cause == null
                        ? "ambiguous end or host, too many headers, or another version"
                        : cause.getClass().getSimpleName());
        ReferenceCountUtil.release(request);
        rejection = reason;
        rejected.count(
                reason.equals(HttpResponseStatus.BAD_REQUEST) ? RejectionReason.MALFORMED : RejectionReason.LARGE_HEAD);
        respondInTurn(context);
    }

    /** Rejects a request that is already being handled: its response may have begun. */
    private void rejectBody(ChannelHandlerContext context, HttpContent content) {
        content.release();
        rejection = HttpResponseStatus.BAD_REQUEST;
        rejected.reject(context.channel().remoteAddress(), RejectionReason.MALFORMED);
        if (pendingResponses == 1 && !responding) {
            respondInTurn(context);
        } else {
            close(context);
        }
    }

    /** Writes the response to the rejected request if all responses before have been written. */
    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    private void respondInTurn(ChannelHandlerContext context) {
        if (rejection == null || pendingResponses > 1 || responding) {
            return;
        }
        // What Reactor Netty writes after this is no response to a request that it has read.
        responding = true;
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, rejection, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    private static void close(ChannelHandlerContext context) {
        context.close();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The promise reports the result.
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            responding = response.status().code() >= HttpResponseStatus.OK.code();
        }
        boolean last = message instanceof LastHttpContent && responding;
        context.write(message, promise);
        if (last) {
            responding = false;
            pendingResponses--;
            respondInTurn(context);
        }
    }
}
