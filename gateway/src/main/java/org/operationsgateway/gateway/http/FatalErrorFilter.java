package org.operationsgateway.gateway.http;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A filter that fails a request when its handler throws a fatal error, such as a stack overflow. Thread-safe.
 *
 * <p>Reactor emits no fatal error as a signal: it throws the error through all operators, and the request is never
 * answered. This filter is below all of them: it catches what a handler throws when it is subscribed to, and when it
 * receives the body.
 *
 * @see reactor.core.Exceptions#throwIfJvmFatal
 */
@Component
// On the event loop, and within RequestMemoryFilter, which then releases the memory of a request that fails.
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class FatalErrorFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> fatal = Sinks.empty();
            return Mono.firstWithSignal(new Guarded(chain.filter(guarded(exchange, fatal)), fatal), fatal.asMono());
        });
    }

    private static ServerWebExchange guarded(ServerWebExchange exchange, Sinks.Empty<Void> fatal) {
        ServerHttpRequest request = exchange.getRequest();
        return RequestBodyDiscarder.hasBody(request.getHeaders())
                ? exchange.mutate().request(new GuardedBody(request, fatal)).build()
                : exchange;
    }

    /** Emits a fatal error to the request. The wrapper is an exception, which Reactor emits like any other. */
    static void emit(Throwable error, Sinks.Empty<Void> fatal) {
        fatal.tryEmitError(new IllegalStateException("A handler failed with a fatal error", error));
    }

    /** The handling of a request, which never throws when it is subscribed to. */
    private static final class Guarded extends Mono<Void> {

        private final Mono<Void> handling;
        private final Sinks.Empty<Void> fatal;

        Guarded(Mono<Void> handling, Sinks.Empty<Void> fatal) {
            this.handling = handling;
            this.fatal = fatal;
        }

        @Override
        public void subscribe(CoreSubscriber<? super Void> actual) {
            try {
                handling.subscribe(actual);
            } catch (Throwable e) {
                emit(e, fatal);
            }
        }
    }
}
