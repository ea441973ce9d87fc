package org.operationsgateway.gateway.stream.response;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/**
 * The handover of a stream from WebFlux to its {@link StreamResponse}, once WebFlux has completed the request.
 * Thread-safe.
 *
 * <p>For WebFlux, a request for a stream ends with the response headers: the objects that route and observe the request
 * are released then, not hours later. For Reactor Netty, the request lasts until the stream ends. Only GET requests can
 * be streams; all others go to WebFlux directly.
 */
@Component
class StreamHandover implements HttpHandlerDecoratorFactory {

    private static final String STREAM = StreamHandover.class.getName();

    @Override
    public HttpHandler apply(HttpHandler webFlux) {
        return (request, response) -> request.getMethod().equals(HttpMethod.GET)
                ? Mono.create(end -> new Handover(request, end).handle(webFlux, response))
                : webFlux.handle(request, response);
    }

    /** Registers the stream that starts when WebFlux has completed the request, and is closed when the request ends. */
    static void register(ServerHttpRequest request, StreamResponse stream) {
        request.getAttributes().put(STREAM, stream);
    }

    /** One GET request: handled by WebFlux, then by its stream if there is one. */
    private static final class Handover extends BaseSubscriber<Void> {

        private final MonoSink<Void> end;
        private final Context context;
        private final ServerHttpRequest request;
        private volatile @Nullable StreamResponse stream;

        Handover(ServerHttpRequest request, MonoSink<Void> end) {
            this.request = request;
            this.end = end;
            this.context = Context.of(end.contextView());
        }

        void handle(HttpHandler webFlux, ServerHttpResponse response) {
            end.onDispose(this);
            webFlux.handle(request, response).subscribe(this);
        }

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        protected void hookOnComplete() {
            StreamResponse started = registered();
            if (started == null) {
                end.success();
            } else {
                stream = started;
                // The server references the request until it ends; the attributes of WebFlux are garbage from here on.
                request.getAttributes().clear();
                started.start(end);
            }
        }

        @Override
        protected void hookOnError(Throwable failure) {
            end.error(failure);
        }

        /** Closes the stream when the request has ended or the client has disconnected. */
        @Override
        public void dispose() {
            super.dispose();
            StreamResponse ended = stream != null ? stream : registered();
            if (ended != null) {
                ended.close();
            }
        }

        private @Nullable StreamResponse registered() {
            return (StreamResponse) request.getAttributes().get(STREAM);
        }
    }
}
