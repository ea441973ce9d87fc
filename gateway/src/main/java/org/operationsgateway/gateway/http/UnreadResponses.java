package org.operationsgateway.gateway.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * The responses that are being written on this replica. A connection is closed when its client reads nothing for
 * {@link MemoryBudget#maxStall}. Thread-safe.
 */
@Component
class UnreadResponses implements SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Set<ResponseWrite> writes = ConcurrentHashMap.newKeySet();
    private final MemoryBudget budget;
    private final Duration peerTimeout;
    private volatile Disposable running = Disposables.disposed();

    UnreadResponses(MemoryBudget budget, ConnectionProperties properties) {
        this.budget = budget;
        this.peerTimeout = properties.peerTimeout();
    }

    void add(ResponseWrite write) {
        writes.add(write);
    }

    void remove(ResponseWrite write) {
        writes.remove(write);
    }

    private void closeStalled() {
        Duration limit = budget.maxStall(peerTimeout, budget.pollContention(MemoryUse.ANSWERS));
        long now = System.nanoTime();
        writes.forEach(write -> write.closeIfStalled(now, limit.toNanos()));
    }

    @Override
    public void start() {
        running = Flux.interval(INTERVAL).onBackpressureDrop().subscribe(tick -> closeStalled());
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
