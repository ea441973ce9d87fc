package org.operationsgateway.gateway.security.caller;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of credentials and grants. Immutable.
 *
 * @param mode whether requests need a credential; null for {@code authenticated} if any kind of credential is
 *     configured
 * @param apiKeys the API keys
 * @param issuers the issuers of tokens, if there are several
 * @param grantsClaim the claim of a token that contains grants
 * @param scopeGrants whether a scope such as {@code operations.viewer} grants the role for all parents
 * @param grants the grants of callers with a token, in addition to those in their tokens
 */
@ConfigurationProperties("gateway.security")
record CallerProperties(
        @Nullable Mode mode,
        @DefaultValue List<ApiKeyProperties> apiKeys,
        @DefaultValue List<IssuerProperties> issuers,
        @DefaultValue("operations") String grantsClaim,
        @DefaultValue("false") boolean scopeGrants,
        @DefaultValue List<GrantProperties> grants) {

    /** The rule whether requests need a credential. */
    enum Mode {
        AUTHENTICATED,
        OPEN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
