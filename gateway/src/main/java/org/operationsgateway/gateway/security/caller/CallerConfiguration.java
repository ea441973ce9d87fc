package org.operationsgateway.gateway.security.caller;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.security.audit.AuditLog;
import org.operationsgateway.gateway.security.certificate.ClientCertificates;
import org.operationsgateway.gateway.security.limit.CallerLimits;
import org.operationsgateway.gateway.security.limit.LimitProperties;
import org.operationsgateway.gateway.security.revocation.Revocations;
import org.operationsgateway.gateway.security.session.Sessions;
import org.operationsgateway.gateway.security.ticket.Tickets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * The filters of Spring Security: one, which verifies the credential. Sessions, login pages and headers of Spring
 * Security are not used.
 */
@Configuration(proxyBeanMethods = false)
class CallerConfiguration {

    private static final Duration KEY_INTERVAL = Duration.ofMinutes(5);
    private static final Duration MAX_KEY_AGE = Duration.ofHours(1);
    private static final String CERTIFICATES = "gateway.security.certificates";

    /**
     * The decision on the mode before other settings are checked: a gateway that would be open to other machines is
     * refused for that reason, even if the database is missing, too. It creates no beans, which cannot be bound to the
     * settings so early.
     */
    static final class EarlyMode implements BeanFactoryPostProcessor, Ordered {

        @Override
        public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
            Environment environment = beanFactory.getBean(Environment.class);
            Binder settings = Binder.get(environment);
            CallerProperties properties = settings.bindOrCreate("gateway.security", CallerProperties.class);
            boolean configured = !properties.apiKeys().isEmpty()
                    || !properties.issuers().isEmpty()
                    || settings.bind(CERTIFICATES, Bindable.mapOf(String.class, String.class))
                            .isBound()
                    || isDefined(ReactiveJwtDecoder.class, beanFactory)
                    || isDefined(ReactiveOpaqueTokenIntrospector.class, beanFactory);
            // The mode open is logged later.
            if (properties.mode() != CallerProperties.Mode.OPEN) {
                AuthenticationMode.of(properties, configured, environment.getProperty("server.address", ""));
            }
        }

        private static boolean isDefined(Class<?> type, ConfigurableListableBeanFactory beanFactory) {
            return beanFactory.getBeanNamesForType(type, true, false).length > 0;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }

    /** Returns its own type, which shows Spring that it has an order. */
    @Bean
    static EarlyMode earlyMode() {
        return new EarlyMode();
    }

    @Bean
    AuthenticationMode authenticationMode(
            CallerProperties properties,
            ObjectProvider<ReactiveJwtDecoder> decoders,
            ObjectProvider<ReactiveOpaqueTokenIntrospector> introspectors,
            ClientCertificates certificates,
            @Value("${server.address:}") String address) {
        boolean tokens = TokenManagers.areConfigured(properties, decoders, introspectors);
        boolean configured = tokens || !properties.apiKeys().isEmpty() || certificates.areConfigured();
        return AuthenticationMode.of(properties, configured, address);
    }

    @Bean
    SecurityWebFilterChain securityFilters(
            AuthenticationMode mode,
            CallerProperties properties,
            ObjectProvider<ReactiveJwtDecoder> decoders,
            ObjectProvider<ReactiveOpaqueTokenIntrospector> introspectors,
            Tickets tickets,
            Sessions sessions,
            Revocations revocations,
            SettingsReload reload,
            ClientCertificates certificates,
            ServerProperties server,
            SslBundles bundles,
            ObjectProvider<AuditLog> audit,
            LimitProperties limits,
            Meters meters,
            KeyRefreshes refreshes,
            @Value("${management.endpoints.web.base-path:/actuator}") String managementPath) {
        if (!mode.required()) {
            return chain(new OpenFilter());
        }
        certificates.findProblem(server.getSsl(), bundles).ifPresent(problem -> {
            throw new SecurityModeException(problem);
        });
        @Nullable
        ReactiveAuthenticationManagerResolver<ServerWebExchange> managers =
                TokenManagers.of(properties, decoders, introspectors, refreshes);
        @Nullable
        TokenVerifier tokens = managers == null ? null : new TokenVerifier(managers, new TokenGrants(properties));
        ApiKeys keys = new ApiKeys(properties.apiKeys());
        reload.onChange(latest -> {
            keys.replace(latest.apiKeys());
            if (tokens != null) {
                tokens.replace(latest);
            }
            revocations.retainSettings(Stream.of(latest.settingIds(), certificates.settingIds())
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet()));
        });
        return chain(new CallerFilter(
                keys,
                tokens,
                tickets,
                sessions,
                revocations,
                certificates,
                audit.getObject(),
                new CallerLimits(limits, meters),
                managementPath));
    }

    private static SecurityWebFilterChain chain(WebFilter filter) {
        return new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.anyExchange(), List.of(filter));
    }

    @Bean
    KeyRefreshes keyRefreshes() {
        return new KeyRefreshes(KEY_INTERVAL, MAX_KEY_AGE);
    }

    @Bean
    JwkSetUriReactiveJwtDecoderBuilderCustomizer keyRequests() {
        return builder -> builder.webClient(KeyRequests.client());
    }

    /** Created only if requests need a credential: otherwise there is no caller to record. */
    @Bean
    @Lazy
    AuditLog auditLog() {
        return new AuditLog();
    }

    /** An observation of each filter would cost each request more than the filters do. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Names of operations contain characters that the default firewall rejects. The router rejects malformed paths. */
    @Bean
    ServerWebExchangeFirewall firewall() {
        return ServerWebExchangeFirewall.INSECURE_NOOP;
    }
}
