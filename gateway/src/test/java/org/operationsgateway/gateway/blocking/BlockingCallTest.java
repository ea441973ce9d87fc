package org.operationsgateway.gateway.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
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
        StepVerifier.create(Mono.fromRunnable(BlockingCallTest::block).subscribeOn(Schedulers.boundedElastic()))
                .expectComplete()
                .verify(TIMEOUT);
    }

    private static void blockOn(Scheduler scheduler, String thread) {
        StepVerifier.create(Mono.fromRunnable(() -> blockIn(thread)).subscribeOn(scheduler))
                .expectError(BlockingOperationError.class)
                .verify(TIMEOUT);
    }

    private static void blockIn(String thread) {
        assertThat(Thread.currentThread().getName()).startsWith(thread);
        block();
    }

    /** Parks the thread. A latch with a short timeout does not park at all if the timeout passes first. */
    private static void block() {
        LockSupport.parkNanos(1);
    }
}
