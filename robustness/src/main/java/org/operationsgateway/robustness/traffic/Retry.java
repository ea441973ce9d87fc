package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Retries of attempts to change an operation. */
public final class Retry {

    private static final Duration DELAY = Duration.ofMillis(300);

    private Retry() {}

    /**
     * Makes attempts until one is settled. Each attempt is a write with a new sequence number.
     *
     * @param condition whether an attempt that is not settled is repeated
     * @return whether an attempt was settled
     */
    public static boolean untilSettled(Supplier<Api.Answer> attempt, BooleanSupplier condition) {
        Api.Answer answer = attempt.get();
        while (!answer.settled() && condition.getAsBoolean()) {
            Pause.of(DELAY);
            answer = attempt.get();
        }
        return answer.settled();
    }
}
