package org.operationsgateway.gateway.security.grant;

import java.util.Locale;
import org.operationsgateway.core.name.ParentPattern;
import org.operationsgateway.core.rpc.StatusException;

/** A role for the operations of some parents. Immutable. */
public record Grant(Role role, ParentPattern parents) {

    private static final String FORM = "is not of the form role:scope, such as viewer:projects/p or operator:*, with"
            + " one of the roles viewer, operator, producer and admin";

    /**
     * Parses a grant such as {@code viewer:projects/p}.
     *
     * @throws IllegalArgumentException if the text is not a grant; the message contains the text
     */
    public static Grant parse(String text) {
        int colon = text.indexOf(':');
        Role role = colon < 0 ? null : Role.of(text.substring(0, colon).strip()).orElse(null);
        if (role == null) {
            throw new IllegalArgumentException("'" + text + "' " + FORM);
        }
        try {
            return new Grant(role, ParentPattern.parse(text.substring(colon + 1).strip()));
        } catch (StatusException e) {
            throw new IllegalArgumentException("'" + text + "' " + FORM, e);
        }
    }

    /** Returns the text that {@link #parse} accepts. */
    @Override
    public String toString() {
        return role.name().toLowerCase(Locale.ROOT) + ":" + parents;
    }
}
