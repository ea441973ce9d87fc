package org.operationsgateway.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

/** Properties of the search for a text in another one. */
class TextSearchProperties {

    @Property
    void theSearchAgreesWithThatOfStrings(
            @ForAll @CharRange(from = 'a', to = 'b') String text,
            @ForAll @CharRange(from = 'a', to = 'b') String part,
            @ForAll @IntRange(min = 1, max = 300) int repetitions) {
        String longText = text.repeat(repetitions) + part + text.repeat(repetitions);
        String longPart = part + text + part;

        assertThat(TextSearch.contains(longText, longPart)).isEqualTo(longText.contains(longPart));
        assertThat(TextSearch.contains(longText, text + part + text)).isTrue();
        assertThat(TextSearch.contains(longText, longPart.repeat(repetitions)))
                .isEqualTo(longText.contains(longPart.repeat(repetitions)));
    }

    @Example
    void aTextOfOneCharacterIsSearchedInLinearTime() {
        String text = "a".repeat(1_000_000);
        String part = "a".repeat(4_000) + "b";
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 50; i++) {
                assertThat(TextSearch.contains(text, part)).isFalse();
            }
        });
    }
}
