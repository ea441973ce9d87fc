package org.operationsgateway.robustness.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The producers of a run. */
public final class Load {

    private static final int PRODUCERS = 8;
    private static final int LONG_RUNNERS = 3;

    private final List<Thread> threads = new ArrayList<>();

    /** Starts them all. */
    public Load(Api api, Audience audience, Phase phase, long seed) {
        Random seeds = new Random(seed);
        for (int i = 0; i < PRODUCERS; i++) {
            Random own = new Random(seeds.nextLong());
            threads.add(Thread.ofVirtual().start(new Producer("p" + i, api, audience, phase, own)));
        }
        for (int i = 0; i < LONG_RUNNERS; i++) {
            Random own = new Random(seeds.nextLong());
            String operation = "tenants/t" + i + "/operations/long-" + i;
            threads.add(Thread.ofVirtual().start(new LongRunner(operation, api, audience, phase, own)));
        }
    }

    /** Waits until each has ended what it had begun. */
    public void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
