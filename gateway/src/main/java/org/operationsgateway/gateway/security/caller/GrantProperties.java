package org.operationsgateway.gateway.security.caller;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.security.grant.Grants;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.util.CollectionUtils;

/**
 * The settings of grants for callers with a token: either for a principal, or for a value of a claim. Immutable.
 *
 * @param principal the claim sub of the token
 * @param claim the name of another claim, whose value is a text or a list of texts
 * @param value the value of the claim
 */
record GrantProperties(
        @Nullable String principal,
        @Nullable String claim,
        @Nullable String value,
        List<String> grants) {

    GrantProperties {
        SettingRules.require(
                principal == null ? claim != null && value != null : claim == null && value == null,
                "gateway.security.grants: an entry needs either a principal, or a claim and a value.");
        SettingRules.require(
                !CollectionUtils.isEmpty(grants),
                "gateway.security.grants: an entry has no grants: add some, such as viewer:projects/p.");
        Grants.ofSetting("gateway.security.grants", grants);
    }

    /** Returns whether the entry is for a token with these claims. */
    boolean matches(String subject, ClaimReader claims) {
        return principal == null ? claims.texts(String.valueOf(claim)).contains(value) : principal.equals(subject);
    }
}
