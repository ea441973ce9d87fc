package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A producer of operations with random updates and subscribers. Runs on its own thread. */
abstract class Producer implements Runnable {

    private final Api api;
    private final SubscriberPool subscribers;
    private final Phase phase;
    private final RandomGenerator random;

    Producer(Api api, SubscriberPool subscribers, Phase phase, RandomGenerator random) {
        this.api = api;
        this.subscribers = subscribers;
        this.phase = phase;
        this.random = random;
    }

    final Api api() {
        return api;
    }

    final Phase phase() {
        return phase;
    }

    final RandomGenerator random() {
        return random;
    }

    /** Creates an operation. Retries while a condition holds. */
    final void create(String operation, BooleanSupplier condition) {
        create(operation, "", condition);
    }

    /** Creates an operation with further parameters of the query. Retries while a condition holds. */
    final void create(String operation, String parameters, BooleanSupplier condition) {
        Retry.untilSettled(() -> api.create(operation, parameters, random), condition);
    }

    final void subscribe(String operation, int count) {
        subscribers.add(operation, count, random);
    }

    /** Makes one attempt to update an operation, then pauses. */
    final void update(String operation, int maxPadding, Duration maxPause) {
        api.update(operation, random.nextInt(maxPadding), random);
        Pause.upTo(maxPause, random);
    }

    final void complete(String operation) {
        retry(() -> api.complete(operation, random));
    }

    /** Retries an attempt until it is settled or the run is over. */
    final boolean retry(Supplier<Api.Answer> attempt) {
        return Retry.untilSettled(attempt, () -> !phase.isOver());
    }
}
