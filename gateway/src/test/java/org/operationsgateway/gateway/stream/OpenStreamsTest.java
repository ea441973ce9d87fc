package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A test of the drain of open streams. */
class OpenStreamsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final StreamProperties PROPERTIES = new StreamProperties(
            Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ZERO, 10, 0, TIMEOUT);

    private final EventExecutor loop = new DefaultEventExecutor();
    private final OpenStreams streams = new OpenStreams(PROPERTIES);
    private final DrainedStream stream = new DrainedStream();

    @AfterEach
    void stopLoop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void anOpenStreamIsDrained() throws InterruptedException {
        loop.submit(() -> {
                    streams.add(stream, loop);
                })
                .sync();
        drainAll();
        assertThat(stream.drained.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamAddedDuringTheDrainIsDrainedToo() throws InterruptedException {
        drainAll();
        loop.submit(() -> {
                    streams.add(stream, loop);
                })
                .sync();
        assertThat(stream.drained.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamWhoseCredentialIsRevokedIsDrained() throws InterruptedException {
        loop.submit(() -> {
                    streams.add(stream, loop);
                })
                .sync();
        stream.revoked = true;
        streams.drainRevoked();
        assertThat(stream.drained.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamWhoseCredentialWasRevokedBeforeItWasAddedIsDrained() throws InterruptedException {
        stream.revoked = true;
        loop.submit(() -> {
                    streams.add(stream, loop);
                })
                .sync();
        assertThat(stream.drained.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void drainAll() {
        StepVerifier.create(streams.drainAll(TIMEOUT)).expectComplete().verify(TIMEOUT);
    }

    private static final class DrainedStream implements OpenStream {

        private final CountDownLatch drained = new CountDownLatch(1);
        private volatile boolean revoked;

        @Override
        public void tick() {}

        @Override
        public boolean isRevoked() {
            return revoked;
        }

        @Override
        public void drain() {
            drained.countDown();
        }
    }
}
