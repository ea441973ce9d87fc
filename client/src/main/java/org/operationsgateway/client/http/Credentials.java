package org.operationsgateway.client.http;

import java.util.function.Function;
import java.util.function.Supplier;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.StatusException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The source of the bearer token. Thread-safe if the supplier is.
 *
 * <p>The supplier is called for each request, and once more if the server answers with UNAUTHENTICATED: a token can
 * expire on its way, or be revoked.
 *
 * @param token emits the current token, or nothing for a request without one
 */
public record Credentials(Supplier<? extends Publisher<String>> token) {

    /** No credentials. */
    public static final Credentials NONE = new Credentials(Mono::empty);

    /** Sends a request with the header {@code Authorization}, which is empty for none. */
    <T> Mono<T> authorize(Function<String, Mono<T>> request) {
        Mono<T> attempt = header().flatMap(request);
        return attempt.onErrorResume(Credentials::isUnauthenticated, refused -> attempt);
    }

    /** Opens a stream with the header {@code Authorization}, which is empty for none. */
    <T> Flux<T> authorizeStream(Function<String, Flux<T>> stream) {
        Flux<T> attempt = header().flatMapMany(stream);
        return attempt.onErrorResume(Credentials::isUnauthenticated, refused -> attempt);
    }

    private Mono<String> header() {
        return Mono.defer(() -> Mono.from(token.get()))
                .map(value -> "Bearer " + value)
                .defaultIfEmpty("");
    }

    /** Returns whether a failure is that of the credentials. */
    public static boolean isUnauthenticated(Throwable failure) {
        return failure instanceof StatusException status && status.status().number() == Code.UNAUTHENTICATED.number();
    }
}
