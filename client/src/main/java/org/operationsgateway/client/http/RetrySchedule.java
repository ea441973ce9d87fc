package org.operationsgateway.client.http;

import java.time.Duration;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The retries of one request. Confined to one subscription. */
final class RetrySchedule {

    private static final int MAX_RETRIES = 4;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final ApiRequest.Persistence persistence;
    private final RetryBudget budget;
    private final Duration maxOutage;
    private final long start = System.nanoTime();

    RetrySchedule(ApiRequest.Persistence persistence, RetryBudget budget, Duration maxOutage) {
        this.persistence = persistence;
        this.budget = budget;
        this.maxOutage = maxOutage;
    }

    /** Returns a signal for each retry, or the failure that is not retried. */
    Flux<Long> delays(Flux<Retry.RetrySignal> failures) {
        return failures.concatMap(signal -> delay(signal.failure(), (int) signal.totalRetries()));
    }

    private Mono<Long> delay(Throwable failure, int retries) {
        boolean isRetried = TransportErrors.isRetriable(failure) && isWithinLimits(retries);
        return isRetried
                ? Mono.delay(BACKOFF.delay(
                        retries, ((StatusException) failure).retryDelay().orElse(null)))
                : Mono.error(failure);
    }

    private boolean isWithinLimits(int retries) {
        return switch (persistence) {
            case NORMAL -> retries < MAX_RETRIES && budget.takeRetry();
            case UNTIL_OUTAGE_LIMIT -> System.nanoTime() - start < maxOutage.toNanos();
        };
    }
}
