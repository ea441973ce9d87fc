package org.operationsgateway.gateway.deadline;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.store.OperationReader;
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
 * Looks, again and again, for operations whose time is up: those that were asked to stop and whose producers have been
 * silent since, those whose leases have lapsed, those that take too long, and those that have been done for long enough.
 *
 * <p>Every replica looks; whichever ends an operation first has done it, and the others find it done.
 */
@Component
class DeadlineMonitor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeadlineMonitor.class);
    /** A silence of so many intervals is none that a slow look explains. */
    private static final int GAP = 10;

    private final OperationReader reader;
    private final OperationWriter writer;
    private final ExpiredOperations overdue;
    private final DeadlineProperties properties;
    private volatile Disposable running = Disposables.disposed();

    DeadlineMonitor(
            OperationReader reader, OperationWriter writer, ExpiredOperations overdue, DeadlineProperties properties) {
        this.reader = reader;
        this.writer = writer;
        this.overdue = overdue;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = Flux.interval(properties.interval())
                .onBackpressureDrop()
                .concatMap(tick -> look(), 1)
                .subscribe();
    }

    private Mono<Void> look() {
        return overdue.keepWatch(properties.interval(), properties.interval().multipliedBy(GAP))
                .then(endCancelled())
                .then(overdue.end())
                .doOnNext(count -> told(count, "Ended {} operations whose lease or time was over"))
                .then(overdue.putOff())
                .then(overdue.deleteExpired())
                .doOnNext(count -> told(count, "Deleted {} operations that had been done for long enough"))
                .doOnError(
                        failure -> log.warn("Could not look whose time is up, and will again: {}", failure.toString()))
                .onErrorComplete()
                .then();
    }

    private static void told(long count, String message) {
        if (count > 0) {
            log.info(message, count);
        }
    }

    private Mono<Void> endCancelled() {
        return reader.silentSinceCancelRequest(properties.cancelGrace())
                .concatMap(this::endCancelled)
                .then();
    }

    private Mono<Void> endCancelled(OperationName name) {
        return writer.complete(name, Outcome.CANCELLED, null, null)
                .then()
                // Its producer, or another replica, was faster.
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
