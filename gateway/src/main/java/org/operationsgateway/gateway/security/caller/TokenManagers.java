package org.operationsgateway.gateway.security.caller;

import java.util.HashMap;
import java.util.Map;
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
     * Returns the managers; null if no kind of token is configured.
     *
     * @throws SecurityModeException if more than one kind is configured
     */
    static @Nullable ReactiveAuthenticationManagerResolver<ServerWebExchange> of(
            CallerProperties properties,
            ObjectProvider<ReactiveJwtDecoder> decoders,
            ObjectProvider<ReactiveOpaqueTokenIntrospector> introspectors) {
        ReactiveJwtDecoder decoder = decoders.getIfAvailable();
        ReactiveOpaqueTokenIntrospector introspector = introspectors.getIfAvailable();
        boolean several = !properties.issuers().isEmpty();
        if ((decoder == null ? 0 : 1) + (introspector == null ? 0 : 1) + (several ? 1 : 0) > 1) {
            throw new SecurityModeException("Several kinds of tokens are configured: use one of"
                    + " spring.security.oauth2.resourceserver.jwt, spring.security.oauth2.resourceserver.opaquetoken"
                    + " and gateway.security.issuers.");
        }
        if (several) {
            return new JwtIssuerReactiveAuthenticationManagerResolver(byIssuer(properties));
        }
        if (decoder != null) {
            return always(new JwtReactiveAuthenticationManager(decoder));
        }
        return introspector == null ? null : always(new OpaqueTokenReactiveAuthenticationManager(introspector));
    }

    private static ReactiveAuthenticationManagerResolver<ServerWebExchange> always(
            ReactiveAuthenticationManager manager) {
        return exchange -> Mono.just(manager);
    }

    private static ReactiveAuthenticationManagerResolver<String> byIssuer(CallerProperties properties) {
        Map<String, ReactiveAuthenticationManager> managers = new HashMap<>();
        for (IssuerProperties issuer : properties.issuers()) {
            // The metadata and the keys are loaded when the first token arrives: the issuer can be down at the start.
            ReactiveJwtDecoder decoder = new SupplierReactiveJwtDecoder(() -> decoder(issuer));
            managers.put(issuer.issuerUri(), new JwtReactiveAuthenticationManager(decoder));
        }
        return issuer -> Mono.justOrEmpty(managers.get(issuer));
    }

    private static ReactiveJwtDecoder decoder(IssuerProperties issuer) {
        String keys = issuer.jwkSetUri();
        NimbusReactiveJwtDecoder decoder = keys == null
                ? NimbusReactiveJwtDecoder.withIssuerLocation(issuer.issuerUri())
                        .build()
                : NimbusReactiveJwtDecoder.withJwkSetUri(keys).build();
        decoder.setJwtValidator(validator(issuer));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(IssuerProperties issuer) {
        OAuth2TokenValidator<Jwt> standard = JwtValidators.createDefaultWithIssuer(issuer.issuerUri());
        return issuer.audiences().isEmpty()
                ? standard
                : new DelegatingOAuth2TokenValidator<>(
                        standard,
                        new JwtClaimValidator<Iterable<String>>(
                                JwtClaimNames.AUD,
                                audiences -> audiences != null
                                        && issuer.audiences().stream()
                                                .anyMatch(accepted -> contains(audiences, accepted))));
    }

    private static boolean contains(Iterable<String> audiences, String accepted) {
        for (String audience : audiences) {
            if (audience.equals(accepted)) {
                return true;
            }
        }
        return false;
    }
}
