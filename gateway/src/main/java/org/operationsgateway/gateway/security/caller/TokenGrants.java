package org.operationsgateway.gateway.security.caller;

import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.gateway.security.grant.Grants;

/** The grants of callers with a token: from its claims, from its scopes, and from the settings. Thread-safe. */
final class TokenGrants {

    private static final String SCOPE_PREFIX = "operations.";

    private volatile CallerProperties properties;

    TokenGrants(CallerProperties properties) {
        this.properties = properties;
    }

    /** Replaces the settings. */
    void replace(CallerProperties latest) {
        properties = latest;
    }

    /**
     * Returns the grants of a token.
     *
     * @throws IllegalArgumentException if a grant in the token is not valid
     */
    Grants of(String subject, ClaimReader claims) {
        List<String> grants = new ArrayList<>(claims.texts(properties.grantsClaim()));
        if (properties.scopeGrants()) {
            claims.scopes().stream()
                    .filter(scope -> scope.startsWith(SCOPE_PREFIX))
                    .forEach(scope -> grants.add(scope.substring(SCOPE_PREFIX.length()) + ":*"));
        }
        for (GrantProperties configured : properties.grants()) {
            if (configured.matches(subject, claims)) {
                grants.addAll(configured.grants());
            }
        }
        return Grants.parse(grants);
    }
}
