package org.operationsgateway.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
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
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * A channel handler that rejects requests with an ambiguous end or host, and reads nothing after them: behind a
 * proxy, that could be the request of another client. Confined to its event loop.
 *
 * <p>A request that is marked as not decoded is answered by Reactor Netty. After a body that cannot be decoded, it
 * would handle the part before as a whole body: so this handler writes the response itself, and closes the connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, Message body length</a>
 */
final class RequestFraming extends ChannelDuplexHandler {

    private final HeaderFoldDetector folds;
    private boolean rejected;
    private boolean responding;
    private int pendingResponses;

    RequestFraming(HeaderFoldDetector folds) {
        this.folds = folds;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (rejected) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            pendingResponses++;
            check(request);
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

    private void check(HttpRequest request) {
        if (request.decoderResult().isSuccess() && isAmbiguous(request)) {
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("ambiguous request")));
        }
        rejected = request.decoderResult().isFailure();
    }

    private boolean isAmbiguous(HttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean validCoding = codings.isEmpty()
                || (codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst()));
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        boolean validHost =
                hosts == 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_0));
        return !validCoding || !validHost || folds.isFolded();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    private void rejectBody(ChannelHandlerContext context, HttpContent content) {
        rejected = true;
        content.release();
        if (pendingResponses > 1 || responding) {
            context.close();
            return;
        }
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The promise reports the result.
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            responding = response.status().code() >= HttpResponseStatus.OK.code();
        }
        if (message instanceof LastHttpContent && responding) {
            responding = false;
            pendingResponses--;
        }
        context.write(message, promise);
    }
}
