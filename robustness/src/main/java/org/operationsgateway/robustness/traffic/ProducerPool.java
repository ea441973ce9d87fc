package org.operationsgateway.robustness.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The producers of a run. */
public final class ProducerPool {

    private static final int PRODUCERS = 8;
    private static final int LONG_RUNNERS = 3;

    private final List<Thread> threads = new ArrayList<>();

    /** Starts them all. */
    public ProducerPool(Api api, SubscriberPool audience, Phase phase, long seed) {
        Random seeds = new Random(seed);
        for (int i = 0; i < PRODUCERS; i++) {
            Random own = new Random(seeds.nextLong());
            threads.add(Thread.ofVirtual().start(new ShortOperationProducer("p" + i, api, audience, phase, own)));
        }
        for (int i = 0; i < LONG_RUNNERS; i++) {
            Random own = new Random(seeds.nextLong());
            String operation = "tenants/t" + i + "/operations/long-" + i;
            threads.add(Thread.ofVirtual().start(new LongOperationProducer(operation, api, audience, phase, own)));
        }
    }

    /** Waits until each has ended what it had begun. */
    public void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
