package org.operationsgateway.gateway.security.grant;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A role: a set of permissions. */
public enum Role {
    VIEWER(EnumSet.of(Permission.GET, Permission.LIST, Permission.WATCH, Permission.WAIT, Permission.HISTORY)),
    OPERATOR(with(VIEWER, Permission.CANCEL, Permission.DELETE)),
    PRODUCER(EnumSet.of(Permission.GET, Permission.WATCH, Permission.CREATE, Permission.UPDATE)),
    ADMIN(EnumSet.allOf(Permission.class));

    @SuppressWarnings("ImmutableEnumChecker") // Nothing changes the set.
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    private static Set<Permission> with(Role role, Permission... more) {
        Set<Permission> permissions = EnumSet.copyOf(role.permissions);
        permissions.addAll(Arrays.asList(more));
        return permissions;
    }

    /** Returns the role with a name in lower case, such as {@code viewer}; empty if there is none. */
    static Optional<Role> of(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** Returns whether the role has a permission. */
    boolean has(Permission permission) {
        return permissions.contains(permission);
    }
}
