package org.operationsgateway.gateway.eventloop;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import java.time.Duration;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * The event loops of the server, and those of the database's driver: their own, which end with them, and not those that
 * everybody in the process shares.
 *
 * <p>One of each for each processor: more cost latency, and make fewer subscribers share a pass. They are not the same ones,
 * although that would spare a change two of its hops: when thousands of requests are ready at once, the database's answers
 * would wait behind all of them, in each round anew, and a flood would stop the work that it waits for.
 */
@Configuration(proxyBeanMethods = false)
class EventLoopConfiguration {

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(() -> LoopResources.create("gateway-http", workers(), true));
        // When it comes to that, everything has been answered.
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    /**
     * Made before those who read and write on them, so they end after the pool has closed its connections. Nobody waits for
     * that: everything has been answered by then.
     */
    @Bean(destroyMethod = "dispose")
    LoopResources databaseLoops() {
        // Not colocated: that would put connections that are made by a loop on that loop, and so often all of them on
        // one.
        return LoopResources.create("gateway-db", workers(), workers(), true, false);
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer driverOnItsLoops(LoopResources databaseLoops) {
        return options -> options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, databaseLoops);
    }

    private static int workers() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }
}
