package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Lives through one operation that takes as long as the run. Runs in a thread of its own. */
final class LongOperationProducer implements Runnable {

    private static final int SUBSCRIBERS = 8;
    private static final Duration MAX_WORK = Duration.ofMillis(100);
    private static final Duration BACKOFF = Duration.ofMillis(300);

    private final String operation;
    private final Api api;
    private final SubscriberPool audience;
    private final Phase phase;
    private final RandomGenerator random;

    LongOperationProducer(String operation, Api api, SubscriberPool audience, Phase phase, RandomGenerator random) {
        this.operation = operation;
        this.api = api;
        this.audience = audience;
        this.phase = phase;
        this.random = random;
    }

    @Override
    public void run() {
        while (!api.create(operation, random).settled() && phase.load()) {
            Pause.of(BACKOFF);
        }
        audience.attach(operation, SUBSCRIBERS, random);
        while (phase.load()) {
            api.update(operation, random.nextInt(200), random);
            Pause.upTo(MAX_WORK, random);
        }
        while (!api.complete(operation, random).settled() && !phase.over()) {
            Pause.of(BACKOFF);
        }
    }
}
