package org.operationsgateway.gateway.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.HttpResources;
import reactor.test.StepVerifier;

/** A check that BlockHound is active in the tests of this module. */
class BlockingCallTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void aBlockingCallOnAParallelThreadIsAnError() {
        blockOn(Schedulers.parallel(), "parallel-");
    }

    @Test
    void aBlockingCallOnAnEventLoopIsAnError() {
        blockOn(Schedulers.fromExecutor(HttpResources.get().onServer(true)), "reactor-http-");
    }

    @Test
    void aBlockingCallOnABoundedElasticThreadIsAllowed() {
        StepVerifier.create(Mono.fromCallable(BlockingCallTest::block).subscribeOn(Schedulers.boundedElastic()))
                .expectNext(false)
                .expectComplete()
                .verify(TIMEOUT);
    }

    private static void blockOn(Scheduler scheduler, String thread) {
        StepVerifier.create(Mono.fromCallable(() -> blockIn(thread)).subscribeOn(scheduler))
                .expectError(BlockingOperationError.class)
                .verify(TIMEOUT);
    }

    private static boolean blockIn(String thread) throws InterruptedException {
        assertThat(Thread.currentThread().getName()).startsWith(thread);
        return block();
    }

    private static boolean block() throws InterruptedException {
        return new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
    }
}
