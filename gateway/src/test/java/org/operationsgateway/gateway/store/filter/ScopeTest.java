package org.operationsgateway.gateway.store.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.operationsgateway.core.name.Parent;

/** The parents that a scope includes, in memory and in SQL. */
class ScopeTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a/b, true",
        "a, a, true",
        "a, '', false",
        "a, a/b, false",
        "a/b, a, false",
        "a/-, a/b, true",
        "a/-, a/-, true",
        "a/-, a, false",
        "a/-, a/b/c, false",
        "-/b, a/b, true",
        "-/b, a/c, false",
        "a.b/-, axb/c, false",
        "a(b/-, a(b/c, true",
    })
    void aScopeIncludesParents(String scope, String parent, boolean included) {
        assertThat(new Scope(parent(scope)).includes(parent(parent))).isEqualTo(included);
        assertThat(matchesInSql(new Scope(parent(scope)), parent(parent).collection() + "/x"))
                .isEqualTo(included);
    }

    private static Parent parent(String path) {
        return new Parent(path);
    }

    private static boolean matchesInSql(Scope scope, String name) {
        SqlCondition condition = scope.onEvent(1);
        if (condition.values().isEmpty()) {
            return condition.sql().equals("true");
        }
        String value = (String) condition.values().getFirst();
        return scope.isOneParent()
                ? name.startsWith(value)
                : Pattern.compile(value).matcher(name).find();
    }
}
