package org.operationsgateway.gateway.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.springframework.util.unit.DataSize;

class ConnectionGuardTest {

    private static final int KB = 1024;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ConnectionLimiter limiter =
            new ConnectionLimiter(new PeerProperties(1, 0, SECOND, SECOND, DataSize.ofBytes(1), SECOND, 1, 1));
    private final PermitQueue memory = new PermitQueue(1024 * KB);

    private EmbeddedChannel connect(boolean encrypted) {
        return new EmbeddedChannel(new ConnectionGuard(limiter, memory, new RejectedConnections(), encrypted));
    }

    @Test
    void aConnectionBeyondTheLimitIsAnswered() {
        EmbeddedChannel first = connect(false);
        EmbeddedChannel second = connect(false);

        ByteBuf answer = second.readOutbound();
        assertThat(answer.toString(StandardCharsets.UTF_8)).startsWith("HTTP/1.1 429 ");
        assertThat(second.isOpen()).isFalse();
        assertThat(first.isOpen()).isTrue();
        answer.release();
    }

    @Test
    void aConnectionWithTlsBeyondTheLimitIsClosedBeforeTheHandshake() {
        EmbeddedChannel first = connect(true);
        EmbeddedChannel second = connect(true);

        assertThat(second.outboundMessages()).isEmpty();
        assertThat(second.isOpen()).isFalse();
        assertThat(limiter.open()).isEqualTo(1);
        first.finishAndReleaseAll();
        assertThat(limiter.open()).isZero();
    }

    @Test
    void aHandshakeIsCountedAndReleased() {
        EmbeddedChannel channel = connect(true);
        receive(channel, 7 * KB);
        assertThat(memory.acquired()).isZero();
        receive(channel, 7 * KB);
        assertThat(memory.acquired()).isEqualTo(28 * KB);

        ChannelHandlerContext context = channel.pipeline().firstContext();
        ((ConnectionGuard) context.handler()).established(context);

        assertThat(memory.acquired()).isZero();
        receive(channel, 1024 * KB);
        assertThat(channel.isOpen()).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void aHandshakeThatDoesNotEndIsClosed() {
        EmbeddedChannel channel = connect(true);
        for (int i = 0; i < 17; i++) {
            receive(channel, 8 * KB);
        }
        assertThat(channel.isOpen()).isFalse();
        assertThat(memory.acquired()).isZero();
        channel.releaseInbound();
    }

    @Test
    void aLargeHandshakeIsClosedIfThereIsNoMemory() {
        EmbeddedChannel channel = connect(true);
        memory.force(1024 * KB);
        receive(channel, 4 * KB);
        assertThat(channel.isOpen()).isTrue();
        receive(channel, 8 * KB);
        assertThat(channel.isOpen()).isFalse();
        channel.releaseInbound();
    }

    private static void receive(EmbeddedChannel channel, int bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
    }
}
