package org.operationsgateway.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The bytes that an event loop reads from one connection before it turns to the next one. */
@GatewayTest
@Import(ShortReadsTest.Counting.class)
class ShortReadsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 8 * 1024;
    private static final int SENT_BYTES = 1_000_000;
    private static final String HEAD =
            "POST /v1/operations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + "Content-Length: "
                    + SENT_BYTES + "\r\n\r\n";

    private static final AtomicLong MAX_IN_TURN = new AtomicLong();
    private static final AtomicLong TOTAL = new AtomicLong();

    private final Api api;

    ShortReadsTest(Api api) {
        this.api = api;
    }

    /** A handler that is the first of each connection, and counts the bytes of each turn. */
    private static final class ReadCounter extends ChannelInboundHandlerAdapter {

        private long inTurn;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            inTurn += ((ByteBuf) message).readableBytes();
            context.fireChannelRead(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            long bytes = inTurn;
            inTurn = 0;
            MAX_IN_TURN.accumulateAndGet(bytes, Math::max);
            TOTAL.addAndGet(bytes);
            context.fireChannelReadComplete();
        }
    }

    @TestConfiguration
    static class Counting {

        @Bean
        WebServerFactoryCustomizer<NettyReactiveWebServerFactory> readCounter() {
            return factory -> factory.addServerCustomizers(server -> server.doOnChannelInit(
                    (observer, channel, address) -> channel.pipeline().addFirst(new ReadCounter())));
        }
    }

    @Test
    void areAtMost8Kilobytes() throws IOException {
        long before = TOTAL.get();
        try (RawConnection connection = RawConnection.to(api.port())) {
            // The whole body is in the buffers of the operating system before the event loop has read it.
            connection.send(HEAD + "{" + " ".repeat(SENT_BYTES - 2) + "}");
            assertThat(connection.head().statusCode()).isEqualTo(200);
        }

        await().atMost(TIMEOUT).until(() -> TOTAL.get() - before >= SENT_BYTES);
        assertThat(MAX_IN_TURN).satisfies(max -> assertThat(max.get()).isBetween(1L, (long) MAX_BYTES));
    }
}
