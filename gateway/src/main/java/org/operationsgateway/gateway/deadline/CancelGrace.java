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
 * Ends operations that were asked to stop and whose producers have been silent since, as cancelled.
 *
 * <p>Every replica looks; whichever ends an operation first has done it, and the others find it done.
 */
@Component
class CancelGrace implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CancelGrace.class);

    private final OperationReader reader;
    private final OperationWriter writer;
    private final DeadlineProperties properties;
    private volatile Disposable running = Disposables.disposed();

    CancelGrace(OperationReader reader, OperationWriter writer, DeadlineProperties properties) {
        this.reader = reader;
        this.writer = writer;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = Flux.interval(properties.interval())
                .onBackpressureDrop()
                .concatMap(tick -> endSilent(), 1)
                .subscribe();
    }

    private Mono<Void> endSilent() {
        return reader.silentSinceCancelRequest(properties.cancelGrace())
                .concatMap(this::end)
                .then()
                .doOnError(failure -> log.warn("Could not end what was to be cancelled: {}", failure.toString()))
                .onErrorComplete();
    }

    private Mono<Void> end(OperationName name) {
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
