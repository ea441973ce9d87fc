package org.operationsgateway.gateway.security.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.name.Parent;

class GrantsTest {

    private static final Parent GRANTED = new Parent("projects/p");

    /** Written by hand from the documentation of the roles, one line for each role. */
    @ParameterizedTest
    @CsvSource({
        "viewer, GET LIST WATCH WAIT HISTORY",
        "operator, GET LIST WATCH WAIT HISTORY CANCEL DELETE",
        "producer, GET WATCH CREATE UPDATE",
        "admin, GET LIST WATCH WAIT HISTORY CREATE UPDATE CANCEL DELETE MANAGE",
    })
    void aRoleHasItsPermissions(String role, String permissions) {
        Grants grants = Grants.parse(List.of(role + ":projects/p"));
        Set<String> allowed = EnumSet.allOf(Permission.class).stream()
                .filter(permission -> grants.allow(permission, GRANTED))
                .map(Permission::name)
                .collect(Collectors.toSet());

        assertThat(allowed).containsExactlyInAnyOrder(permissions.split(" "));
        assertThat(EnumSet.allOf(Permission.class))
                .noneMatch(permission -> grants.allow(permission, new Parent("projects/other")));
    }

    @Test
    void eachPermissionHasItsParents() {
        Grants grants = Grants.parse(List.of("viewer:a", "producer:b"));

        assertThat(grants.parents(Permission.LIST).contains(new Parent("a/x"))).isTrue();
        assertThat(grants.parents(Permission.LIST).contains(new Parent("b"))).isFalse();
        assertThat(grants.parents(Permission.WATCH).contains(new Parent("b"))).isTrue();
        assertThat(grants.parents(Permission.CANCEL).isEmpty()).isTrue();
        assertThat(Grants.ALL.allow(Permission.MANAGE, Parent.SERVICE)).isTrue();
        assertThat(Grants.parse(List.of("admin:a")).allow(Permission.MANAGE, Parent.SERVICE))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "viewer", "viewer:", "Viewer:a", "owner:a", ":a", "viewer:a//b", "viewer:a b", "viewer:/"})
    void anInvalidGrantIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> Grants.parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
