package org.operationsgateway.client.lease;

import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The renewal of one lease by heartbeats, three in the length of the lease. Thread-safe. */
final class LeaseRenewal {

    private static final int HEARTBEATS_PER_LEASE = 3;

    private final Disposable heartbeats;

    private LeaseRenewal(Disposable heartbeats) {
        this.heartbeats = heartbeats;
    }

    /**
     * Starts the renewal.
     *
     * @param heartbeat sends a heartbeat; never fails
     */
    static LeaseRenewal start(Duration lease, Supplier<Mono<Void>> heartbeat, Scheduler scheduler) {
        return new LeaseRenewal(Flux.interval(lease.dividedBy(HEARTBEATS_PER_LEASE), scheduler)
                .onBackpressureDrop()
                .concatMap(tick -> heartbeat.get(), 1)
                .subscribe());
    }

    void stop() {
        heartbeats.dispose();
    }
}
