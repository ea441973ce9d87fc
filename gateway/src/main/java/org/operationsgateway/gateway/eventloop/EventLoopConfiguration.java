package org.operationsgateway.gateway.eventloop;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import java.time.Duration;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/**
 * The event loops of the HTTP server and those of the database driver, instead of the global ones of the process.
 *
 * <p>Each has one event loop for each processor: more of them increase the latency, and fewer subscribers share a pass.
 * The server and the driver share none, although shared event loops would spare each change two thread switches: when
 * thousands of requests are ready, the replies of the database would be queued behind all of them.
 */
@Configuration(proxyBeanMethods = false)
class EventLoopConfiguration {

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(() -> LoopResources.create("gateway-http", workers(), true));
        // All requests have been answered before these event loops are disposed of.
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    /**
     * Returns the event loops of the driver. The connection pool depends on this bean, so that its connections are
     * closed before the event loops are disposed of.
     */
    @Bean(destroyMethod = "dispose")
    LoopResources databaseLoops() {
        // Not colocated: a connection that an event loop opens would be assigned to this event loop, and often all of
        // them to the same one.
        return LoopResources.create("gateway-db", workers(), workers(), true, false);
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer driverLoopsCustomizer(LoopResources databaseLoops) {
        return options -> options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, databaseLoops);
    }

    /**
     * Returns the threads that parse large bodies: half as many as there are processors. On an event loop, the requests
     * of all its other connections would wait for it.
     */
    @Bean(destroyMethod = "dispose")
    Scheduler largeBodyScheduler() {
        return Schedulers.newParallel("gateway-body", Math.max(1, workers() / 2), true);
    }

    private static int workers() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }
}
