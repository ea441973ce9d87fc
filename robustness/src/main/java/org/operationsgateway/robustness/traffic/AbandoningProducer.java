package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A producer that creates operations, one after the other, and abandons each after a few updates. Some operations have
 * a lease, and the others a cancellation request, so the gateway ends them.
 */
final class AbandoningProducer extends Producer {

    /** The length of the lease. */
    private static final String LEASE = "&lease=2s";

    private static final String COOPERATIVE = "&cancellation=COOPERATIVE";
    private static final int MAX_UPDATES = 3;
    private static final int MAX_PADDING = 20;
    private static final Duration MAX_PAUSE = Duration.ofMillis(500);

    private final String name;

    AbandoningProducer(String name, Api api, SubscriberPool subscribers, Phase phase, RandomGenerator random) {
        super(api, subscribers, phase, random);
        this.name = name;
    }

    @Override
    public void run() {
        for (int i = 0; phase().isLoad(); i++) {
            if (random().nextBoolean()) {
                start("abandoned/leased/operations/" + name + "-" + i, LEASE);
            } else {
                String operation = "abandoned/cancelled/operations/" + name + "-" + i;
                start(operation, COOPERATIVE);
                retry(() -> api().cancel(operation, random()));
            }
        }
    }

    private void start(String operation, String parameters) {
        create(operation, parameters, () -> !phase().isOver());
        subscribe(operation, random().nextInt(2));
        for (int updates = random().nextInt(MAX_UPDATES + 1); updates > 0 && phase().isLoad(); updates--) {
            update(operation, MAX_PADDING, MAX_PAUSE);
        }
    }
}
