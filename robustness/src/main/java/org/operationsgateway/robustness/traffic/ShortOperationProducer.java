package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Lives through one operation after the other, each with some subscribers. Runs in a thread of its own. */
final class ShortOperationProducer implements Runnable {

    private static final int PARENTS = 4;
    private static final int MAX_UPDATES = 30;
    private static final int MAX_SUBSCRIBERS = 4;
    private static final Duration MAX_WORK = Duration.ofMillis(150);
    private static final Duration BACKOFF = Duration.ofMillis(300);

    private final String name;
    private final Api api;
    private final SubscriberPool audience;
    private final Phase phase;
    private final RandomGenerator random;

    ShortOperationProducer(String name, Api api, SubscriberPool audience, Phase phase, RandomGenerator random) {
        this.name = name;
        this.api = api;
        this.audience = audience;
        this.phase = phase;
        this.random = random;
    }

    @Override
    public void run() {
        for (int i = 0; phase.load(); i++) {
            String operation = "tenants/t" + random.nextInt(PARENTS) + "/operations/" + name + "-" + i;
            live(operation);
            if (random.nextInt(20) == 0 && delete(operation)) {
                live(operation);
            }
        }
    }

    private void live(String operation) {
        insist(() -> api.create(operation, random));
        audience.attach(operation, random.nextInt(MAX_SUBSCRIBERS + 1), random);
        for (int left = random.nextInt(MAX_UPDATES); left > 0 && phase.load(); left--) {
            api.update(operation, random.nextInt(50), random);
            Pause.upTo(MAX_WORK, random);
        }
        end(operation);
    }

    private void end(String operation) {
        switch (random.nextInt(10)) {
            case 0 -> delete(operation);
            case 1 -> insist(() -> api.cancel(operation, random));
            case 2 -> race(operation);
            default -> insist(() -> api.complete(operation, random));
        }
    }

    /** Two ends at once, of which one wins. */
    private void race(String operation) {
        RandomGenerator other = new Random(random.nextLong());
        Thread rival = Thread.ofVirtual().start(() -> api.cancel(operation, other));
        insist(() -> api.complete(operation, random));
        try {
            rival.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean delete(String operation) {
        return insist(() -> api.delete(operation, random));
    }

    /** Tries again until it is told something for good; every attempt is a write of its own. */
    private boolean insist(Supplier<Api.Answer> attempt) {
        Api.Answer answer = attempt.get();
        while (!answer.settled() && !phase.over()) {
            Pause.of(BACKOFF);
            answer = attempt.get();
        }
        return answer.settled();
    }
}
