package org.operationsgateway.gateway.deadline;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.store.OperationWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The periodic check for expired operations: overdue cancellation requests, lapsed leases, passed deadlines, and done
 * operations after their time to live.
 *
 * <p>Every replica runs the check. The first replica to end an operation succeeds; the others skip it.
 */
@Component
class DeadlineMonitor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeadlineMonitor.class);
    /** The number of intervals without a check after which all leases restart; more than a slow check takes. */
    private static final int MAX_GAP_INTERVALS = 10;

    private final CancelRequests cancelRequests;
    private final OperationWriter writer;
    private final ExpiredOperations expired;
    private final DeadlineProperties properties;
    private volatile Disposable running = Disposables.disposed();

    DeadlineMonitor(
            CancelRequests cancelRequests,
            OperationWriter writer,
            ExpiredOperations expired,
            DeadlineProperties properties) {
        this.cancelRequests = cancelRequests;
        this.writer = writer;
        this.expired = expired;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = Flux.interval(properties.interval())
                .onBackpressureDrop()
                .concatMap(tick -> check(), 1)
                .subscribe();
    }

    private Mono<Void> check() {
        return expired.recordCheck(properties.interval(), properties.interval().multipliedBy(MAX_GAP_INTERVALS))
                .then(cancelOverdue())
                .then(expired.end())
                .doOnNext(count -> logCount("Ended {} operations whose lease or deadline had expired", count))
                .then(expired.postpone())
                .then(expired.delete())
                .doOnNext(count -> logCount("Deleted {} done operations after their time to live", count))
                .doOnError(
                        failure -> log.warn("Could not look whose time is up, and will again: {}", failure.toString()))
                .onErrorComplete()
                .then();
    }

    private static void logCount(String message, long count) {
        if (count > 0) {
            log.info(message, count);
        }
    }

    private Mono<Void> cancelOverdue() {
        return cancelRequests
                .unchangedFor(properties.cancelGrace())
                .concatMap(this::cancel)
                .then();
    }

    private Mono<Void> cancel(OperationName name) {
        return writer.complete(name, Outcome.CANCELLED, null, null)
                .then()
                // The producer or another replica has ended it first.
                .onErrorComplete(StatusException.class);
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
