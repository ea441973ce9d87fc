package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A producer of short operations, one after the other, until the load ends. */
final class ShortOperationProducer extends Producer {

    private static final int PARENTS = 4;
    private static final int MAX_UPDATES = 30;
    private static final int MAX_SUBSCRIBERS = 4;
    private static final int MAX_PADDING = 50;
    private static final Duration MAX_PAUSE = Duration.ofMillis(150);

    private final String name;

    ShortOperationProducer(String name, Api api, SubscriberPool subscribers, Phase phase, RandomGenerator random) {
        super(api, subscribers, phase, random);
        this.name = name;
    }

    @Override
    public void run() {
        for (int i = 0; phase().isLoad(); i++) {
            String operation = "tenants/t" + random().nextInt(PARENTS) + "/operations/" + name + "-" + i;
            runOperation(operation);
            if (random().nextInt(20) == 0 && delete(operation)) {
                runOperation(operation);
            }
        }
    }

    private void runOperation(String operation) {
        create(operation, () -> !phase().isOver());
        subscribe(operation, random().nextInt(MAX_SUBSCRIBERS + 1));
        for (int updates = random().nextInt(MAX_UPDATES); updates > 0 && phase().isLoad(); updates--) {
            update(operation, MAX_PADDING, MAX_PAUSE);
        }
        end(operation);
    }

    private void end(String operation) {
        switch (random().nextInt(10)) {
            case 0 -> delete(operation);
            case 1 -> retry(() -> api().cancel(operation, random()));
            case 2 -> completeAndCancel(operation);
            default -> complete(operation);
        }
    }

    /** Completes and cancels an operation concurrently. The first commit wins. */
    private void completeAndCancel(String operation) {
        RandomGenerator cancelRandom = new Random(random().nextLong());
        Thread cancel = Thread.ofVirtual().start(() -> api().cancel(operation, cancelRandom));
        complete(operation);
        try {
            cancel.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean delete(String operation) {
        return retry(() -> api().delete(operation, random()));
    }
}
