package org.operationsgateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJsonTest {

    @Test
    void whitespaceInStringsIsKept() {
        assertThat(compact("{ \" a \\\" b\" : \"{ } [ ] ,  \\\\\" }")).isEqualTo("{\" a \\\" b\":\"{ } [ ] ,  \\\\\"}");
    }

    @Test
    void onlyTheRangeIsRead() {
        byte[] json = "[ 1 , 2 ]".getBytes(StandardCharsets.UTF_8);

        assertThat(CompactJson.of("metadata", json, 1, 8)).isEqualTo("1,2");
    }

    @Test
    void astralCharactersKeepTheirNotation() {
        assertThat(compact("\"😀 \\uD83D\\uDE00 \\ud83d\\ude00\"")).isEqualTo("\"😀 \\uD83D\\uDE00 \\ud83d\\ude00\"");
    }

    @Test
    void theReplacementCharacterIsAccepted() {
        assertThat(compact("\"\uFFFD\"")).isEqualTo("\"\uFFFD\"");
    }

    @Test
    void anEscapedBackslashBeforeALetterUIsNotAnEscape() {
        assertThat(compact("\"\\\\u0000\"")).isEqualTo("\"\\\\u0000\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u0000\"", "{\"\\u0000\":1}", "\"a\\\\\\u0000\""})
    void theNulCharacterIsRejected(String json) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> compact(json))
                .withMessageContaining("NUL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\uD83D\"",
                "\"\\uDE00\"",
                "\"\\uDE00\\uD83D\"",
                "\"\\uD83D \\uDE00\"",
                "\"\\uD83D\\n\"",
                "\"\\uD83D\\u0041\"",
                "\"\\uD83D\\uD83D\\uDE00\"",
            })
    void anUnpairedSurrogateIsRejected(String json) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> compact(json))
                .withMessageContaining("surrogate")
                .extracting(MalformedJsonException::field)
                .isEqualTo("metadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"80", "c3", "c328", "c080", "e28228", "eda0bd", "eda0bdedb880", "f4908080", "ff", "efbfbdff"})
    void bytesThatAreNotUtf8AreRejected(String hex) {
        byte[] json = HexFormat.of().parseHex("22" + hex + "22");

        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> CompactJson.of("metadata", json, 0, json.length))
                .withMessageContaining("UTF-8");
    }

    private static String compact(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return CompactJson.of("metadata", bytes, 0, bytes.length);
    }
}
