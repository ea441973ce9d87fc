package org.operationsgateway.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class OpenStreamsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final WatchProperties PROPERTIES = new WatchProperties(
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ZERO,
            10,
            0,
            TIMEOUT,
            TIMEOUT);

    private final EventExecutor loop = new DefaultEventExecutor();
    private final OpenStreams streams = new OpenStreams(PROPERTIES);
    private final Leaving stream = new Leaving();

    @AfterEach
    void stopLoop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void aStreamIsSentAwayAtAShutdown() throws InterruptedException {
        loop.submit(() -> {
                    streams.add(stream, loop);
                })
                .sync();
        sendAway();
        assertThat(stream.left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamThatWasWaitingForItsFirstStateWhenTheOthersWereSentAwayDoesNotStay() throws InterruptedException {
        sendAway();
        loop.submit(() -> {
                    streams.add(stream, loop);
                })
                .sync();
        assertThat(stream.left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void sendAway() {
        StepVerifier.create(streams.leaveAll(TIMEOUT)).expectComplete().verify(TIMEOUT);
    }

    private static final class Leaving implements OpenStream {

        private final CountDownLatch left = new CountDownLatch(1);

        @Override
        public void beat() {}

        @Override
        public void leave() {
            left.countDown();
        }
    }
}
