package org.operationsgateway.gateway.security;

import java.time.Duration;
import java.util.List;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/**
 * The permission for pages of configured origins to read responses, and to send requests other than simple ones.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">WHATWG Fetch, CORS protocol</a>
 */
@Configuration(proxyBeanMethods = false)
class CrossOriginConfiguration {

    private static final Duration PREFLIGHT_AGE = Duration.ofHours(1);

    /** Answers preflight requests, which have no credential, so it is before the filters of Spring Security. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 5)
    @Conditional(HasAllowedOrigins.class)
    CorsWebFilter crossOriginFilter(SecurityProperties properties) {
        SettingRules.require(
                !properties.allowedOrigins().contains("*"),
                "gateway.security.allowed-origins contains *: name each origin, because pages send credentials.");
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(properties.allowedOrigins());
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH,
                HttpHeaders.IF_NONE_MATCH,
                "Last-Event-ID",
                "X-Goog-Api-Key"));
        rules.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE));
        rules.setAllowCredentials(true);
        rules.setMaxAge(PREFLIGHT_AGE);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", rules);
        return new CorsWebFilter(source);
    }

    /** The condition that there is an allowed origin. A text and a list of YAML are properties with different names. */
    static final class HasAllowedOrigins implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Binder.get(context.getEnvironment())
                    .bind("gateway.security.allowed-origins", Bindable.listOf(String.class))
                    .map(origins -> !origins.isEmpty())
                    .orElse(false);
        }
    }
}
