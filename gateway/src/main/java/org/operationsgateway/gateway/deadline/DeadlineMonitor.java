package org.operationsgateway.gateway.deadline;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A periodic check for operations with an expired lease, deadline, cancellation grace period or time to live.
 *
 * <p>Each kind has a timer and a database connection of its own, so a slow or locked statement of one kind delays no
 * other. Every replica runs the checks. The first replica to end an operation succeeds; the others skip it.
 * Thread-safe.
 */
@Component
class DeadlineMonitor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeadlineMonitor.class);
    /** The number of kinds of checks, which run at the same time. */
    static final int KINDS = 3;
    /** The number of intervals without a check, of any kind on any replica, after which all leases restart. */
    private static final int MAX_GAP_INTERVALS = 10;

    private final LeaseChecks leases;
    private final ExpiredOperations expired;
    private final DeadlineProperties properties;
    private volatile Disposable running = Disposables.disposed();

    DeadlineMonitor(LeaseChecks leases, ExpiredOperations expired, DeadlineProperties properties) {
        this.leases = leases;
        this.expired = expired;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = Disposables.composite(
                every("leases and deadlines", Mono.defer(this::checkLeases)),
                every("cancellation requests", Mono.defer(this::cancelOverdue)),
                every("times to live", Mono.defer(this::deleteExpired)));
    }

    private Duration maxGap() {
        return properties.interval().multipliedBy(MAX_GAP_INTERVALS);
    }

    private Disposable every(String kind, Mono<Void> check) {
        // Recorded before each kind: after an outage no lease ends before the leases restart, and a slow check of one
        // kind leaves no gap in the record.
        Mono<Void> logged = expired.recordCheck(properties.interval(), maxGap())
                .then(check)
                .doOnError(failure -> log.warn("Failed to check {}, retrying: {}", kind, failure.toString()))
                .onErrorComplete();
        return Flux.interval(properties.interval())
                .onBackpressureDrop()
                .concatMap(tick -> logged, 1)
                .subscribe();
    }

    private Mono<Void> checkLeases() {
        return leases.endExpired()
                .doOnNext(count -> logCount("Ended {} operations whose lease or deadline had expired", count))
                .then();
    }

    private Mono<Void> cancelOverdue() {
        return expired.cancel(properties.cancelGrace())
                .doOnNext(count -> logCount("Ended {} operations after their cancellation grace period", count))
                .then();
    }

    private Mono<Void> deleteExpired() {
        return expired.delete()
                .doOnNext(count -> logCount("Deleted {} done operations after their time to live", count))
                .then();
    }

    private static void logCount(String message, long count) {
        if (count > 0) {
            log.info(message, count);
        }
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
