package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A producer of one operation that runs as long as the load. */
final class LongOperationProducer extends Producer {

    private static final int SUBSCRIBERS = 8;
    private static final int MAX_PADDING = 200;
    private static final Duration MAX_PAUSE = Duration.ofMillis(100);

    private final String operation;

    LongOperationProducer(String operation, Api api, SubscriberPool subscribers, Phase phase, RandomGenerator random) {
        super(api, subscribers, phase, random);
        this.operation = operation;
    }

    @Override
    public void run() {
        create(operation, phase()::isLoad);
        subscribe(operation, SUBSCRIBERS);
        while (phase().isLoad()) {
            update(operation, MAX_PADDING, MAX_PAUSE);
        }
        complete(operation);
    }
}
