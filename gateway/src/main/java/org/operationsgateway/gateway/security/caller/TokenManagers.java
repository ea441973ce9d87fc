package org.operationsgateway.gateway.security.caller;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerReactiveAuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The factory of the managers that verify tokens: of one issuer, of several, or opaque ones. */
final class TokenManagers {

    private TokenManagers() {}

    /**
     * Returns whether a kind of token is configured.
     *
     * @throws SecurityModeException if more than one is
     */
    static boolean areConfigured(
            CallerProperties properties,
            ObjectProvider<ReactiveJwtDecoder> decoders,
            ObjectProvider<ReactiveOpaqueTokenIntrospector> introspectors) {
        long kinds = Stream.of(
                        decoders.getIfAvailable() != null,
                        introspectors.getIfAvailable() != null,
                        !properties.issuers().isEmpty())
                .filter(Boolean::booleanValue)
                .count();
        if (kinds > 1) {
            throw new SecurityModeException("Several kinds of tokens are configured: use one of"
                    + " spring.security.oauth2.resourceserver.jwt, spring.security.oauth2.resourceserver.opaquetoken"
                    + " and gateway.security.issuers.");
        }
        return kinds > 0;
    }

    /** Returns the managers; null if no kind of token is configured. */
    static @Nullable ReactiveAuthenticationManagerResolver<ServerWebExchange> of(
            CallerProperties properties,
            ObjectProvider<ReactiveJwtDecoder> decoders,
            ObjectProvider<ReactiveOpaqueTokenIntrospector> introspectors,
            KeyRefreshes refreshes) {
        if (!properties.issuers().isEmpty()) {
            return new JwtIssuerReactiveAuthenticationManagerResolver(byIssuer(properties, refreshes));
        }
        ReactiveJwtDecoder decoder = decoders.getIfAvailable();
        if (decoder != null) {
            return always(new JwtReactiveAuthenticationManager(refreshes.refreshed(decoder)));
        }
        ReactiveOpaqueTokenIntrospector introspector = introspectors.getIfAvailable();
        return introspector == null ? null : always(new OpaqueTokenReactiveAuthenticationManager(introspector));
    }

    private static ReactiveAuthenticationManagerResolver<ServerWebExchange> always(
            ReactiveAuthenticationManager manager) {
        return exchange -> Mono.just(manager);
    }

    private static ReactiveAuthenticationManagerResolver<String> byIssuer(
            CallerProperties properties, KeyRefreshes refreshes) {
        Map<String, ReactiveAuthenticationManager> managers = new HashMap<>();
        for (IssuerProperties issuer : properties.issuers()) {
            // The metadata and the keys are loaded when the first token arrives: the issuer can be down at the start.
            ReactiveJwtDecoder decoder = new SupplierReactiveJwtDecoder(() -> decoder(issuer));
            managers.put(issuer.issuerUri(), new JwtReactiveAuthenticationManager(refreshes.refreshed(decoder)));
        }
        return issuer -> Mono.justOrEmpty(managers.get(issuer));
    }

    private static ReactiveJwtDecoder decoder(IssuerProperties issuer) {
        String keys = issuer.jwkSetUri();
        NimbusReactiveJwtDecoder.JwkSetUriReactiveJwtDecoderBuilder builder = keys == null
                ? NimbusReactiveJwtDecoder.withIssuerLocation(issuer.issuerUri())
                : NimbusReactiveJwtDecoder.withJwkSetUri(keys);
        NimbusReactiveJwtDecoder decoder =
                builder.webClient(KeyRequests.client()).build();
        decoder.setJwtValidator(validator(issuer));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(IssuerProperties issuer) {
        OAuth2TokenValidator<Jwt> standard = JwtValidators.createDefaultWithIssuer(issuer.issuerUri());
        OAuth2TokenValidator<Jwt> audience = new JwtClaimValidator<Collection<String>>(
                JwtClaimNames.AUD,
                audiences -> audiences != null && !Collections.disjoint(audiences, issuer.audiences()));
        return issuer.audiences().isEmpty() ? standard : new DelegatingOAuth2TokenValidator<>(standard, audience);
    }
}
