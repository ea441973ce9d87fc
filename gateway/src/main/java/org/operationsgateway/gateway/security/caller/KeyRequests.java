package org.operationsgateway.gateway.security.caller;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The requests to issuers for their keys. Each token with an unknown key causes one, so they have a limit: otherwise,
 * anyone could send forged tokens to make the gateway flood an issuer. Beyond it, the issuer counts as unavailable, and
 * tokens with known keys are still verified. Thread-safe.
 */
final class KeyRequests {

    /** The requests that may follow each other without a delay. */
    static final int BURST = 10;

    private static final Duration REFILL = Duration.ofSeconds(1);

    /**
     * The time limit of each part of a response. The decoder does not cancel its request when the request of the caller
     * has failed, so without a limit, an issuer that does not answer would occupy all connections.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private KeyRequests() {}

    /** Returns a client with a limit of its own. */
    static WebClient client() {
        Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, REFILL))
                .build();
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(
                        HttpClient.create().compress(true).responseTimeout(TIMEOUT)))
                .filter((request, next) -> Mono.deferContextual(context -> context.hasKey(KeyRequests.class)
                                || bucket.tryConsume(1)
                        ? next.exchange(request)
                        : Mono.error(new IllegalStateException("too many requests for the keys of the issuer"))))
                .build();
    }

    /** Returns a publisher whose requests do not count, because no token of a client has caused them. */
    static <T> Mono<T> unlimited(Mono<T> requests) {
        return requests.contextWrite(context -> context.put(KeyRequests.class, true));
    }
}
