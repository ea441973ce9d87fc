package org.operationsgateway.gateway.security.caller;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * The audit log: a line of JSON for each change and each refusal, on the logger {@code audit}, without payloads and
 * credentials. Thread-safe.
 *
 * <p>The lines are written by a thread of their own, so a slow disk or terminal delays no request. Some thousand lines
 * can wait; further ones are lost. If {@code logging.config} configures an appender for the
 * logger, that one is used instead.
 */
final class AuditLog implements DisposableBean {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int QUEUE = 8192;
    /** The limit on a name, in characters, which is that of the longest name of an operation with a method. */
    private static final int MAX_NAME = 1100;

    private final @Nullable AsyncAppender appender;

    AuditLog() {
        this.appender = LoggerFactory.getILoggerFactory() instanceof LoggerContext context ? attach(context) : null;
    }

    private static @Nullable AsyncAppender attach(LoggerContext context) {
        ch.qos.logback.classic.Logger logger = context.getLogger("audit");
        if (logger.iteratorForAppenders().hasNext()) {
            return null;
        }
        AsyncAppender appender = new AsyncAppender();
        appender.setContext(context);
        appender.setName("audit");
        appender.setQueueSize(QUEUE);
        appender.setDiscardingThreshold(0);
        appender.setNeverBlock(true);
        Iterator<Appender<ILoggingEvent>> root =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        // The appender accepts one, so lines are written to the first: the console, or the file.
        if (root.hasNext()) {
            Forwarding forwarding = new Forwarding(root.next());
            forwarding.setContext(context);
            forwarding.start();
            appender.addAppender(forwarding);
        }
        appender.start();
        logger.setAdditive(false);
        logger.addAppender(appender);
        return appender;
    }

    /** Records the response to a request, just before it is sent, if it is a change or was refused. */
    void record(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        int code = status == null ? HttpStatus.OK.value() : status.value();
        boolean refused = code == HttpStatus.UNAUTHORIZED.value() || code == HttpStatus.FORBIDDEN.value();
        if ((refused || !READS.contains(exchange.getRequest().getMethod())) && audit.isInfoEnabled()) {
            audit.info(line(exchange, code, refused));
        }
    }

    private static String line(ServerWebExchange exchange, int status, boolean refused) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getPath().value();
        int colon = path.lastIndexOf(':');
        String verb = colon > path.lastIndexOf('/') ? path.substring(colon) : "";
        String name = path.substring(0, path.length() - verb.length());
        Caller caller = Caller.find(exchange);
        return JsonBuilder.object()
                .string("time", Instant.now().toString())
                .string("principal", caller == null ? "" : caller.principal())
                .string("scheme", caller == null ? "" : caller.scheme().name())
                .string("action", request.getMethod() + verb)
                .string("name", name.substring(0, Math.min(name.length(), MAX_NAME)))
                .string("outcome", refused ? "REFUSED" : status < HttpStatus.BAD_REQUEST.value() ? "DONE" : "FAILED")
                .number("status", status)
                .string("requestId", text(request.getQueryParams().getFirst("requestId")))
                .string("address", address(request.getRemoteAddress()))
                .build();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.substring(0, Math.min(value.length(), MAX_NAME));
    }

    private static String address(@Nullable InetSocketAddress address) {
        return address == null || address.getAddress() == null
                ? ""
                : address.getAddress().getHostAddress();
    }

    /** Writes the lines that wait. */
    @Override
    public void destroy() {
        if (appender != null && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("audit").detachAppender(appender);
            appender.stop();
        }
    }

    /** An appender that passes events on to another, and leaves it open when it is stopped. */
    private static final class Forwarding extends AppenderBase<ILoggingEvent> {

        private final Appender<ILoggingEvent> target;

        Forwarding(Appender<ILoggingEvent> target) {
            this.target = target;
        }

        @Override
        protected void append(ILoggingEvent event) {
            target.doAppend(event);
        }
    }
}
