package org.operationsgateway.gateway.security.caller;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.security.principal.CredentialIds;
import org.operationsgateway.gateway.security.revocation.Revocations;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of credentials and grants. Immutable.
 *
 * @param mode whether requests need a credential; by default, if any kind of credential is
 *     configured
 * @param apiKeys the API keys
 * @param issuers the issuers of tokens, if there are several
 * @param grantsClaim the claim of a token that contains grants
 * @param scopeGrants whether a scope such as operations.viewer grants the role for all parents
 * @param grants the grants of callers with a token, in addition to those in their tokens
 * @param reloadInterval the interval at which API keys and grants are read again from the files of the
 *     settings; zero for never
 */
@ConfigurationProperties("gateway.security")
record CallerProperties(
        @Nullable Mode mode,
        @DefaultValue List<ApiKeyProperties> apiKeys,
        @DefaultValue List<IssuerProperties> issuers,
        @DefaultValue("operations") String grantsClaim,
        @DefaultValue("false") boolean scopeGrants,
        @DefaultValue List<GrantProperties> grants,
        @DefaultValue("10s") Duration reloadInterval) {

    CallerProperties {
        SettingRules.require(
                !reloadInterval.isNegative(),
                "gateway.security.reload-interval is " + reloadInterval + ": set it to 0s for never, or to more.");
    }

    /** Returns the identifiers of the entries that grant, for {@link Revocations#retainSettings}. */
    Set<String> settingIds() {
        return apiKeys.stream().map(CredentialIds::settingId).collect(Collectors.toUnmodifiableSet());
    }

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
