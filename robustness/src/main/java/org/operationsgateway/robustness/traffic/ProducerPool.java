package org.operationsgateway.robustness.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The producers of a run, each on its own thread. */
public final class ProducerPool {

    private static final int SHORT_OPERATION_PRODUCERS = 8;
    private static final int LONG_OPERATION_PRODUCERS = 3;
    private static final int ABANDONING_PRODUCERS = 2;

    private final List<Thread> threads = new ArrayList<>();

    /** Starts the producers. */
    public ProducerPool(Api api, SubscriberPool subscribers, Phase phase, long seed) {
        Random seeds = new Random(seed);
        for (int i = 0; i < SHORT_OPERATION_PRODUCERS; i++) {
            Random random = new Random(seeds.nextLong());
            start(new ShortOperationProducer("p" + i, api, subscribers, phase, random));
        }
        for (int i = 0; i < ABANDONING_PRODUCERS; i++) {
            Random random = new Random(seeds.nextLong());
            start(new AbandoningProducer("a" + i, api, subscribers, phase, random));
        }
        for (int i = 0; i < LONG_OPERATION_PRODUCERS; i++) {
            Random random = new Random(seeds.nextLong());
            String operation = "tenants/t" + i + "/operations/long-" + i;
            start(new LongOperationProducer(operation, api, subscribers, phase, random));
        }
    }

    private void start(Producer producer) {
        threads.add(Thread.ofVirtual().start(producer));
    }

    /** Waits until all producers have ended. */
    public void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
