package org.operationsgateway.gateway.security.caller;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The regular requests to issuers for their keys, so that a key that its issuer has removed is refused. Thread-safe.
 *
 * <p>Spring Security's decoders keep the keys of an issuer until a token has an unknown one. Then they request the keys
 * again, and keep the former ones if the issuer does not answer. So a refresh decodes a text with the form of a token
 * and the id of a key that no issuer has.
 */
final class KeyRefreshes implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KeyRefreshes.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CHECKS_PER_INTERVAL = 30;

    private final Duration interval;
    private final Duration maxAge;
    private final Disposable.Composite timers = Disposables.composite();

    /**
     * Creates the requests of all issuers.
     *
     * @param interval the time between two requests; after one that has failed, it is a thirtieth of it
     * @param maxAge the age of keys from which no token is accepted, because the issuer has not answered since
     */
    KeyRefreshes(Duration interval, Duration maxAge) {
        this.interval = interval;
        this.maxAge = maxAge;
    }

    /** Returns a decoder with keys that are requested again, from the first token on that it accepts. */
    ReactiveJwtDecoder refreshed(ReactiveJwtDecoder decoder) {
        return new RefreshedDecoder(decoder);
    }

    @Override
    public void destroy() {
        timers.dispose();
    }

    private final class RefreshedDecoder implements ReactiveJwtDecoder {

        private final ReactiveJwtDecoder decoder;
        private final String unknownKey = UUID.randomUUID().toString();
        private final AtomicBoolean started = new AtomicBoolean();
        private volatile String algorithm = "";
        private volatile long refreshedNanos;
        private volatile boolean failing;

        RefreshedDecoder(ReactiveJwtDecoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public Mono<Jwt> decode(String token) {
            return Mono.defer(() -> started.get() && age() >= maxAge.toNanos() ? outdated() : decoder.decode(token))
                    .doOnNext(this::accepted);
        }

        private long age() {
            return System.nanoTime() - refreshedNanos;
        }

        private Mono<Jwt> outdated() {
            return Mono.error(new IllegalStateException("the issuer has not sent its keys for " + maxAge));
        }

        private void accepted(Jwt jwt) {
            if (!started.get()) {
                algorithm = String.valueOf(jwt.getHeaders().get("alg"));
                refreshedNanos = System.nanoTime();
                if (started.compareAndSet(false, true)) {
                    timers.add(Flux.interval(interval.dividedBy(CHECKS_PER_INTERVAL))
                            .onBackpressureDrop()
                            .filter(tick -> age() >= interval.toNanos())
                            .concatMap(tick -> refresh(), 1)
                            .subscribe());
                }
            }
        }

        private Mono<Void> refresh() {
            return KeyRequests.unlimited(decoder.decode(tokenOfAnUnknownKey()))
                    .timeout(TIMEOUT)
                    .then()
                    // The token is rejected after the keys have arrived.
                    .onErrorComplete(BadJwtException.class)
                    .doOnSuccess(none -> succeeded())
                    .doOnError(this::failed)
                    .onErrorComplete();
        }

        private void succeeded() {
            refreshedNanos = System.nanoTime();
            if (failing) {
                failing = false;
                log.info("An issuer of tokens has sent its keys again");
            }
        }

        /** Logs the first failure of several. */
        private void failed(Throwable failure) {
            if (!failing) {
                failing = true;
                log.warn(
                        "An issuer of tokens does not send its keys, so those of before hold for up to {}: {}",
                        maxAge,
                        failure.toString());
            }
        }

        /** Returns a token with the algorithm of others: keys are not requested for one that is not supported. */
        private String tokenOfAnUnknownKey() {
            String header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, unknownKey);
            return base64(header) + "." + base64("{}") + "." + base64("none");
        }

        private static String base64(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
        }
    }
}
