package org.operationsgateway.gateway.api;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
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
 * Takes a stream over from WebFlux, once that is through with the request.
 *
 * <p>To WebFlux a request for a stream is one that ends with the head of its answer: what it kept to route, observe and
 * answer it is let go of then, and not after hours. To the server beneath, the request goes on until the stream ends.
 */
@Component
class StreamHandover implements HttpHandlerDecoratorFactory {

    private static final String STREAM = StreamHandover.class.getName();

    @Override
    public HttpHandler apply(HttpHandler webFlux) {
        return (request, response) -> Mono.create(end -> new Request(request, end).handle(webFlux, response));
    }

    /** Says which stream begins when WebFlux is through, and is closed when the request ends in any way. */
    static void expect(ServerHttpRequest request, StreamResponse stream) {
        request.getAttributes().put(STREAM, stream);
    }

    /** One request: at first WebFlux's, then perhaps a stream. */
    private static final class Request extends BaseSubscriber<Void> {

        private final MonoSink<Void> end;
        private final Context context;
        private final ServerHttpRequest request;
        private volatile @Nullable StreamResponse stream;

        Request(ServerHttpRequest request, MonoSink<Void> end) {
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
            StreamResponse begun = expected();
            if (begun == null) {
                end.success();
            } else {
                stream = begun;
                // The server holds the request until it ends; nobody else needs what WebFlux noted there.
                request.getAttributes().clear();
                begun.begin(end);
            }
        }

        @Override
        protected void hookOnError(Throwable failure) {
            end.error(failure);
        }

        /** The request has ended, or the client has gone. */
        @Override
        public void dispose() {
            super.dispose();
            StreamResponse ended = stream != null ? stream : expected();
            if (ended != null) {
                ended.close();
            }
        }

        private @Nullable StreamResponse expected() {
            return (StreamResponse) request.getAttributes().get(STREAM);
        }
    }
}
