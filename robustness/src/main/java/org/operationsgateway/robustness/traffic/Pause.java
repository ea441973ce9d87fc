package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Interruptible sleeps of the threads of producers and subscribers. */
public final class Pause {

    private Pause() {}

    /** Sleeps for a duration. Returns early if the thread is interrupted, and keeps its interrupt status. */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sleeps for a random duration up to a maximum. */
    public static void upTo(Duration max, RandomGenerator random) {
        of(Duration.ofMillis(random.nextLong(max.toMillis() + 1)));
    }
}
