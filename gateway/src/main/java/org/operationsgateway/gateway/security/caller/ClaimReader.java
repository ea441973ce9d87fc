package org.operationsgateway.gateway.security.caller;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The claims of a verified token, as texts. Immutable. */
record ClaimReader(Map<String, Object> claims) {

    /** Returns the texts of a claim that is a text or a list of texts; empty if there is none. */
    List<String> texts(String claim) {
        Object value = claims.get(claim);
        if (value instanceof Collection<?> values) {
            return values.stream().map(String::valueOf).toList();
        }
        return value instanceof String text ? List.of(text) : List.of();
    }

    /** Returns the scopes of the token: in the claim {@code scope} with spaces, or in {@code scp}. */
    List<String> scopes() {
        List<String> scopes = texts("scope").isEmpty() ? texts("scp") : texts("scope");
        return scopes.stream()
                .flatMap(text -> List.of(text.split(" ")).stream())
                .toList();
    }
}
