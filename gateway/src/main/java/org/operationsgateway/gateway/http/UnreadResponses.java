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
 * The responses that are being written on this replica. A connection is closed when
 * its client reads nothing for {@code peer-timeout}, or for some seconds while others wait for memory. Thread-safe.
 */
@Component
class UnreadResponses implements SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** The time without progress after which a response is closed if others need the memory. */
    private static final Duration MAX_STALL = Duration.ofSeconds(5);

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
        boolean contended = budget.pollContention(MemoryUse.ANSWERS);
        Duration limit = contended && MAX_STALL.compareTo(peerTimeout) < 0 ? MAX_STALL : peerTimeout;
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
