package org.operationsgateway.gateway.http;

import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/** A request with a body that emits to a sink each error that its subscriber throws. Thread-safe. */
final class GuardedBody extends ServerHttpRequestDecorator {

    private final Sinks.Empty<Void> fatal;

    GuardedBody(ServerHttpRequest request, Sinks.Empty<Void> fatal) {
        super(request);
        this.fatal = fatal;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return new FluxOperator<>(super.getBody()) {
            @Override
            public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
                source.subscribe(new GuardedSubscriber(actual, fatal));
            }
        };
    }

    /** A subscriber that throws no error. */
    private record GuardedSubscriber(CoreSubscriber<? super DataBuffer> actual, Sinks.Empty<Void> fatal)
            implements CoreSubscriber<DataBuffer> {

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            guard(() -> actual.onSubscribe(subscription));
        }

        @Override
        public void onNext(DataBuffer buffer) {
            guard(() -> actual.onNext(buffer));
        }

        @Override
        public void onError(Throwable failure) {
            guard(() -> actual.onError(failure));
        }

        @Override
        public void onComplete() {
            guard(actual::onComplete);
        }

        private void guard(Runnable signal) {
            try {
                signal.run();
            } catch (Throwable e) {
                FatalErrorFilter.emit(e, fatal);
            }
        }
    }
}
