package org.operationsgateway.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the width of text on a terminal. The widths are those of {@code wcswidth} in glibc and of Unicode. */
class TextWidthTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " = ",
            value = {
                "'' = 0",
                "Copying = 7",
                "Größe = 5",
                "Gro\u0308ße = 5",
                "日本語 = 6",
                "ﾆﾎﾝ = 3",
                "ＡＢ = 4",
                "한국 = 4",
                // The same two syllables, decomposed.
                "\u1112\u1161\u11AB\u1100\u116E\u11A8 = 4",
                "क\u094D = 1",
                "👩 = 2",
                "👩\u200D🚀 = 4",
                "❤\uFE0F = 1",
                "✅ = 2",
                "🇩🇪 = 2",
                "\uD840\uDC00 = 2",
                "a…b = 3",
                "\uFFFD = 1"
            })
    void aTextIsAsWideAsItsCharacters(String text, int columns) {
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "Copying, 7, Copying",
        "Copying, 6, Copyi…",
        "Copying, 1, …",
        "Copying, 0, ''",
        "Copying, -3, ''",
        "日本語, 6, 日本語",
        "日本語, 5, 日本…",
        "日本語, 4, 日…",
        "日本語, 1, …",
        "👩👩👩, 3, 👩…",
        "e\u0301e\u0301e\u0301, 3, e\u0301e\u0301e\u0301",
        "e\u0301e\u0301e\u0301, 2, e\u0301…"
    })
    void aTextIsCutBetweenCharacters(String text, int maxColumns, String cut) {
        assertThat(TextWidth.cut(text, maxColumns)).isEqualTo(cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Größe 日本 👩\u200D🚀 e\u0301e\u0301", "日a本b語", "\u0301\u0301日", "🇩🇪🇫🇷"})
    void aCutTextIsNeverWiderThanItsColumns(String text) {
        for (int columns = 0; columns <= TextWidth.of(text); columns++) {
            assertThat(TextWidth.of(TextWidth.cut(text, columns))).isLessThanOrEqualTo(columns);
        }
    }

    @Test
    void everyRangeIsFoundAtItsEnds() {
        assertThat(TextWidth.of("\u10FF\u1100\u115F")).isEqualTo(5);
        assertThat(TextWidth.of("\u2E7F\u2E80\u303E\u303F")).isEqualTo(6);
        assertThat(TextWidth.of(Character.toString(0x1F9FF) + Character.toString(0x1FA00)))
                .isEqualTo(3);
    }
}
