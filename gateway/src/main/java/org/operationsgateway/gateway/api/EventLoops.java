package org.operationsgateway.gateway.api;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * The event loops of the server: its own, which end with it, and not those that everybody in the process shares.
 *
 * <p>One for each processor: more cost latency, and make fewer subscribers share a pass.
 */
@Configuration(proxyBeanMethods = false)
class EventLoops {

    private static final String THREADS = "gateway-http";

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
        resources.setLoopResourcesSupplier(() -> LoopResources.create(THREADS, workers, true));
        // When it comes to that, everything has been answered.
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
