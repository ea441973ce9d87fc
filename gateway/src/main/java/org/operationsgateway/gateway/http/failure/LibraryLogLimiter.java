package org.operationsgateway.gateway.http.failure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.logging.LogLimit;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * A limit on the log entries about malformed requests, some of which the HTTP libraries log with the whole head or with
 * a stack trace, and about tokens: so a client cannot fill the disk with them. Thread-safe.
 */
@Component
class LibraryLogLimiter extends TurboFilter implements InitializingBean, DisposableBean {

    /** The maximum number of entries of a logger in an interval. */
    static final int MAX_ENTRIES = 10;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String[] LOGGERS = {
        "reactor.netty.",
        "io.netty.",
        "org.operationsgateway.gateway.http.RequestFraming",
        "org.operationsgateway.gateway.http.connection.TlsHandshake",
        "org.operationsgateway.gateway.http.connection.RejectedConnections.",
        "org.operationsgateway.gateway.security.caller.TokenVerifier"
    };
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(LibraryLogLimiter.class);

    private final Map<String, LogLimit> limits = new ConcurrentHashMap<>();

    @Override
    public void afterPropertiesSet() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.addTurboFilter(this);
        }
    }

    @Override
    public void destroy() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        // Without a format, it is the question whether the level is enabled.
        if (format == null || !level.isGreaterOrEqual(Level.INFO) || !isLimited(logger.getName())) {
            return FilterReply.NEUTRAL;
        }
        long suppressed = limits.computeIfAbsent(
                        logger.getName(), name -> new LogLimit(MAX_ENTRIES, INTERVAL, System::nanoTime))
                .acquire();
        if (suppressed > 0) {
            log.warn("Suppressed {} entries of {}", suppressed, logger.getName());
        }
        return suppressed < 0 ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isLimited(String logger) {
        for (String prefix : LOGGERS) {
            if (logger.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
