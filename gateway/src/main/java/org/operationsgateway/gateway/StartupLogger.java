package org.operationsgateway.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A listener that logs the URL of the gateway when it accepts requests. */
@Component
class StartupLogger {

    private static final Logger log = LoggerFactory.getLogger(StartupLogger.class);

    private final String scheme;

    StartupLogger(ServerProperties server) {
        this.scheme = Ssl.isEnabled(server.getSsl()) ? "https" : "http";
    }

    @EventListener
    void logUrl(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof ReactiveWebServerApplicationContext context
                && context.getWebServer() != null) {
            log.info("Ready: {}://localhost:{}/", scheme, context.getWebServer().getPort());
        }
    }
}
