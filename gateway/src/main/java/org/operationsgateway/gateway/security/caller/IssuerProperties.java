package org.operationsgateway.gateway.security.caller;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The settings of one of several issuers of tokens. Immutable.
 *
 * @param issuerUri the value of the claim iss
 * @param jwkSetUri the URL of the keys; null for the one in the metadata of the issuer
 * @param audiences the accepted values of the claim aud; empty for any
 */
record IssuerProperties(
        String issuerUri,
        @Nullable String jwkSetUri,
        @DefaultValue List<String> audiences) {

    IssuerProperties {
        SettingRules.require(
                StringUtils.hasText(issuerUri),
                "gateway.security.issuers: an issuer has no issuer-uri: add the value of the claim iss.");
    }
}
