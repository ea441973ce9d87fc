package org.operationsgateway.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.http.connection.RejectedConnections;

/** Malformed requests, also after another one with a handling that has not ended. */
class RequestFramingTest {

    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String FOLDED = "GET /y HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n";
    private static final String WITHOUT_VERSION = "GET\r\n\r\n";

    private final HeaderFoldDetector folds = new HeaderFoldDetector();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(folds, new HttpServerCodec(), new RequestFraming(folds, new RejectedConnections()));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void itIsAnsweredAfterTheResponseHasBeenWritten() {
        receive(GET);
        assertThat(requests()).isEqualTo(1);
        respond();
        assertThat(sent()).startsWith("HTTP/1.1 200 ");

        receive(FOLDED);

        assertThat(requests()).isZero();
        assertThat(sent()).startsWith("HTTP/1.1 400 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void itIsAnsweredAfterTheResponseToTheRequestBefore() {
        receive(GET);
        receive(WITHOUT_VERSION);
        receive(GET);
        assertThat(requests()).isEqualTo(1);
        assertThat(sent()).isEmpty();

        respond();

        assertThat(sent()).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 400 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aTooLongTargetHasItsStatus() {
        receive("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 414 ");
    }

    @Test
    void tooLargeHeadersHaveTheirStatus() {
        receive("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9000) + "\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 431 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/3.0", "HTTP/0.9"})
    void anotherVersionIsRejected(String version) {
        receive("GET / " + version + "\r\nHost: a\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 400 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://b/x", "http://b", "https://a@b/x", "http://b?a", "http://b#a", "http://a:80/x"})
    void aTargetWithAnotherHostIsRejected(String target) {
        receive("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 400 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a/x", "HTTP://A", "/x?url=http://b/", "//b/x", "*"})
    void aTargetWithTheSameHostOrWithoutIsHandled(String target) {
        receive("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(requests()).isEqualTo(1);
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private void respond() {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
        response.headers().set("Content-Length", "0");
        channel.writeOutbound(response);
    }

    /** Returns the number of requests that were handed on. */
    private int requests() {
        int requests = 0;
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            requests += message instanceof HttpRequest ? 1 : 0;
            assertThat(message).isInstanceOfAny(HttpRequest.class, LastHttpContent.class);
            ReferenceCountUtil.release(message);
        }
        return requests;
    }

    private String sent() {
        StringBuilder sent = new StringBuilder();
        for (Object message = channel.readOutbound(); message != null; message = channel.readOutbound()) {
            sent.append(((ByteBuf) message).toString(StandardCharsets.ISO_8859_1));
            ReferenceCountUtil.release(message);
        }
        return sent.toString();
    }
}
