package org.operationsgateway.core.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.StatusException;

class ParentPatternTest {

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, a/b, true",
        "a, a, true",
        "a, a/b, true",
        "a, ab, false",
        "a, '', false",
        "a/b, a, false",
        "a/-, a, false",
        "a/-, a/b, true",
        "a/-, a/b/c, true",
        "a/-/c, a/b/c, true",
        "a/-/c, a/b/d, false",
        "a/b, a/-, false",
    })
    void itMatchesAParentAndThoseBelow(String pattern, String parent, boolean matches) {
        assertThat(ParentPattern.parse(pattern).matches(new Parent(parent))).isEqualTo(matches);
        assertThat(new ParentSet(List.of(ParentPattern.parse(pattern))).contains(new Parent(parent)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"a/b, '', true", "a/b, a, true", "a/b/c, a/-, true", "-/b, a, true", "a/b, c, false", "a, a/b, false"})
    void itIsBelowAParent(String pattern, String parent, boolean below) {
        assertThat(ParentPattern.parse(pattern).isBelow(new Parent(parent))).isEqualTo(below);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "a//b", "a/operations", "a b", ".."})
    void anInvalidPatternIsRefused(String text) {
        assertThatThrownBy(() -> ParentPattern.parse(text)).isInstanceOf(StatusException.class);
    }

    @Test
    void aSetWithAllParentsHasNoOtherPattern() {
        ParentSet set = new ParentSet(List.of(ParentPattern.parse("a"), ParentPattern.ALL));

        assertThat(set).isEqualTo(ParentSet.ALL);
        assertThat(set.isAll()).isTrue();
        assertThat(new ParentSet(List.of()).isEmpty()).isTrue();
        assertThat(ParentPattern.parse("a/-").toString()).isEqualTo("a/-");
        assertThat(ParentPattern.ALL.toString()).isEqualTo("*");
    }
}
