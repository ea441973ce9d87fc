package org.operationsgateway.gateway.store.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.name.ParentPattern;
import org.operationsgateway.core.name.ParentSet;

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

    @ParameterizedTest
    @CsvSource({
        "'', a, a, true",
        "'', a, a/b, true",
        "'', a, ab, false",
        "'', a, '', false",
        "'', a/-/c, a/b/c/d, true",
        "'', a/-/c, a/b/d, false",
        "'', a.b, axb, false",
        "a/-, a/b, a/b, true",
        "a/-, a/b, a/c, false",
        "a/-, a/b/c, a/b, false",
        "a, a/b, a, false",
        "a/b, a, a/b, true",
    })
    void aScopeIncludesOnlyParentsThatTheCallerMaySee(String scope, String granted, String parent, boolean included) {
        Scope restricted = new Scope(parent(scope)).within(new ParentSet(List.of(ParentPattern.parse(granted))));

        assertThat(restricted.includes(parent(parent))).isEqualTo(included);
        assertThat(matchesAll(restricted.onEvent(1), parent(parent).collection() + "/x"))
                .isEqualTo(included);
        assertThat(matchesAll(restricted.onOperation(1), parent(parent).path())).isEqualTo(included);
    }

    @Test
    void aCallerWhoMaySeeNothingGetsNothing() {
        Scope restricted = new Scope(Parent.SERVICE).within(new ParentSet(List.of()));

        assertThat(restricted.includes(Parent.SERVICE)).isFalse();
        assertThat(restricted.onOperation(1).sql()).endsWith("and (false)");
        assertThat(restricted.onEvent(1).sql()).endsWith("and (false)");
    }

    /** Evaluates a conjunction of conditions on one column: equality, a prefix, or a regular expression. */
    private static boolean matchesAll(SqlCondition condition, String value) {
        String[] terms = condition.sql().replace("true and ", "").split(" and ", -1);
        for (int i = 0; i < condition.values().size(); i++) {
            String expected = (String) condition.values().get(i);
            boolean matches = terms[i].contains("~")
                    ? Pattern.compile(expected).matcher(value).find()
                    : terms[i].startsWith("starts_with") ? value.startsWith(expected) : value.equals(expected);
            if (!matches && !(terms[i].startsWith("name ~") && !value.contains("/operations/"))) {
                return false;
            }
        }
        return true;
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
