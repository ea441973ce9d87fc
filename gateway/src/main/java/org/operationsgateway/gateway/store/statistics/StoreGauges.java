package org.operationsgateway.gateway.store.statistics;

import java.time.Duration;
import org.operationsgateway.gateway.database.pool.QueryShares;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.metrics.MetricsProperties;
import org.operationsgateway.gateway.store.StoreProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The gauges of the running operations and of the log. Thread-safe.
 *
 * <p>One statement measures them at an interval, not at a scrape: so a scrape never waits for the database, and
 * frequent scrapes cost it nothing. The numbers are those of the whole database, and each replica reports them. After a
 * failure they are not a number, rather than stale.
 */
@Component
class StoreGauges implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StoreGauges.class);

    private final QueryShares queries;
    private final MetricsProperties properties;
    private volatile StoreStatistics latest = StoreStatistics.UNKNOWN;
    private volatile Disposable running = Disposables.disposed();

    StoreGauges(QueryShares queries, MetricsProperties properties, StoreProperties store, Meters meters) {
        this.queries = queries;
        this.properties = properties;
        meters.gauge(GatewayMeter.OPERATIONS_RUNNING, () -> latest.running());
        meters.gauge(GatewayMeter.LOG_SIZE, () -> latest.logSize());
        meters.gauge(GatewayMeter.LOG_AGE, () -> latest.logAgeSeconds());
        meters.gauge(GatewayMeter.LOG_PURGE_DELAY, () -> latest.purgeDelaySeconds(store.keepDeleted()));
    }

    @Override
    public void start() {
        running = Flux.interval(Duration.ZERO, properties.interval())
                .onBackpressureDrop()
                .concatMap(tick -> measure(), 1)
                .subscribe(measured -> latest = measured);
    }

    /** Ends within the time limit of queries. The statement is cancelled in the database, too. */
    private Mono<StoreStatistics> measure() {
        return queries.limit(queries.pages()
                        .sql(StoreStatistics.SELECT)
                        .map(StoreStatistics::of)
                        .one())
                .doOnError(failure -> log.debug("Failed to measure the log", failure))
                .onErrorReturn(StoreStatistics.UNKNOWN);
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
