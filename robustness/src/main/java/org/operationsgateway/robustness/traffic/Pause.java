package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waiting, in a thread of one's own. */
public final class Pause {

    private Pause() {}

    /** Waits so long; returns at once, with the thread still interrupted, if it is. */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits between nothing and so long. */
    public static void upTo(Duration most, RandomGenerator random) {
        of(Duration.ofMillis(random.nextLong(most.toMillis() + 1)));
    }
}
