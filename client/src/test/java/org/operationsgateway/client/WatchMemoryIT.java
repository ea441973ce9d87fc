package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.testkit.process.GatewayExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** A test of the heap that idle watches of a shared stream need. */
class WatchMemoryIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int WATCHES = 5_000;
    private static final int OPERATIONS = 100;
    private static final int MAX_BYTES = 2 * 1024;

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    @Test
    void anIdleWatchOfASharedStreamNeedsAtMostTwoKibibytes() throws InterruptedException {
        try (OperationsClient client = OperationsClient.builder()
                .baseUrl("http://localhost:" + GATEWAY.gateway().port())
                .shareStreams()
                .maxConnections(10)
                .build()) {
            Flux.range(0, OPERATIONS)
                    .flatMap(i -> client.create(
                            "memory",
                            CreateOptions.defaults().withOperationId("m" + i).withoutLease()))
                    .blockLast(TIMEOUT);
            watch(client, 2 * OPERATIONS); // Loads the classes, and fills the buffers of the connections.
            long before = usedHeap();
            Disposable watches = watch(client, WATCHES);
            long bytes = (usedHeap() - before) / WATCHES;

            assertThat(watches.isDisposed()).isFalse();
            assertThat(bytes).isBetween(100L, (long) MAX_BYTES);
        }
    }

    /** Returns the watches when each of them has received the current state. */
    private static Disposable watch(OperationsClient client, int number) throws InterruptedException {
        CountDownLatch received = new CountDownLatch(number);
        Disposable watches = Flux.range(0, number)
                .flatMap(
                        i -> client.watch("memory/operations/m" + i % OPERATIONS)
                                .doOnNext(state -> received.countDown()),
                        number)
                .subscribe();
        assertThat(received.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return watches;
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
