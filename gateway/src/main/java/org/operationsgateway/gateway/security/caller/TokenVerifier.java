package org.operationsgateway.gateway.security.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The verification of bearer tokens. Thread-safe. */
final class TokenVerifier {

    private static final Logger log = LoggerFactory.getLogger(TokenVerifier.class);
    /** The time limit of the issuer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    /** The time for which a verified token is not verified again: a signature costs as much as an update. */
    private static final Duration CACHE_AGE = Duration.ofSeconds(10);

    private static final int MAX_LINES = 10;

    /** The limit on all tokens that are kept, in characters: a token can be long. */
    private static final long MAX_CACHED_CHARS = 4 * 1024 * 1024;

    private final Cache<String, Caller> verified = Caffeine.newBuilder()
            .expireAfterWrite(CACHE_AGE)
            .maximumWeight(MAX_CACHED_CHARS)
            .weigher((String token, Caller caller) -> token.length())
            .build();
    /** The limit on lines of the log about failures: anyone can send tokens. */
    private final Bucket lines = Bucket.builder()
            .addLimit(limit -> limit.capacity(MAX_LINES).refillGreedy(1, RETRY_DELAY))
            .build();

    private final ReactiveAuthenticationManagerResolver<ServerWebExchange> managers;
    private final TokenGrants grants;

    TokenVerifier(ReactiveAuthenticationManagerResolver<ServerWebExchange> managers, TokenGrants grants) {
        this.managers = managers;
        this.grants = grants;
    }

    /** Replaces the settings of grants, also for tokens that have been verified. */
    void replace(CallerProperties properties) {
        grants.replace(properties);
        verified.invalidateAll();
    }

    /** Emits the caller with a token. Fails with UNAUTHENTICATED, or with UNAVAILABLE if the issuer does not answer. */
    Mono<Caller> verify(String token, ServerWebExchange exchange) {
        Caller known = verified.getIfPresent(token);
        if (known != null && (known.expiry() == null || Instant.now().isBefore(known.expiry()))) {
            return Mono.just(known);
        }
        return managers.resolve(exchange)
                .flatMap(manager -> manager.authenticate(new BearerTokenAuthenticationToken(token)))
                .timeout(TIMEOUT)
                .map(this::caller)
                .switchIfEmpty(Mono.error(TokenVerifier::rejection))
                .doOnNext(caller -> verified.put(token, caller))
                .onErrorMap(this::status);
    }

    /** Returns the status for a failure: what is not a failure of the token is one of its issuer. */
    private StatusException status(Throwable failure) {
        if (failure instanceof StatusException status) {
            return status;
        }
        return failure instanceof AuthenticationException && !(failure instanceof AuthenticationServiceException)
                ? invalid(failure)
                : unavailable(failure);
    }

    private Caller caller(Authentication verified) {
        Object principal = verified.getPrincipal();
        if (principal instanceof Jwt jwt) {
            return caller(jwt.getSubject(), jwt.getClaims(), jwt.getExpiresAt());
        }
        if (principal instanceof OAuth2AuthenticatedPrincipal token) {
            return caller(token.getName(), token.getAttributes(), token.getAttribute("exp"));
        }
        throw rejection();
    }

    private Caller caller(@Nullable String subject, Map<String, Object> claims, @Nullable Instant expiry) {
        if (subject == null) {
            log.warn("Rejected a token without a subject");
            throw rejection();
        }
        try {
            return new Caller(
                    subject,
                    Caller.Scheme.TOKEN,
                    grants.of(subject, new ClaimReader(claims)),
                    expiry,
                    CredentialIds.NONE);
        } catch (IllegalArgumentException e) {
            log.warn("Rejected a token of {}: the grant {}", subject, e.getMessage());
            throw rejection();
        }
    }

    private StatusException unavailable(Throwable failure) {
        if (lines.tryConsume(1)) {
            log.warn(
                    "Failed to verify a token: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
        }
        return StatusException.of(
                Reason.ISSUER_UNAVAILABLE,
                "The issuer of the token does not answer. Try again later.",
                new RetryInfo(RETRY_DELAY));
    }

    private StatusException invalid(Throwable failure) {
        if (lines.tryConsume(1)) {
            log.warn("Rejected a token: {}", reason(failure));
        }
        return rejection();
    }

    /** Returns a reason that contains no part of the token. */
    private static String reason(Throwable failure) {
        return failure.getCause() instanceof JwtValidationException invalid
                ? invalid.getErrors().stream().map(OAuth2Error::getDescription).collect(Collectors.joining(", "))
                : "it is malformed, of another issuer, not active, or not signed with a key of its issuer";
    }

    private static StatusException rejection() {
        return StatusException.of(
                Reason.CREDENTIAL_INVALID, "The credential is not valid. Get a new one, and send it again.");
    }
}
