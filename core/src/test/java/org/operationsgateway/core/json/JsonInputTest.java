package org.operationsgateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 99, 100})
    void nestingUpToTheLimitIsAccepted(int levels) {
        assertThat(nested(levels)).contains(payload(nested(levels)));
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 200, 100_000})
    void deeperNestingIsRejected(int levels) {
        assertRejected(nested(levels)).withMessageContaining("nesting depth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":{\"b\":1,\"\\u0062\":2}}",
                "{\"a\":{\"c\":{\"b\":1,\"b\":2}}}",
                "{\"a\":{\"c\":[{\"b\":null,\"b\":2}]}}",
            })
    void duplicateFieldsAreRejectedAtEveryLevel(String json) {
        assertRejected(json).withMessageContaining("Duplicate");
    }

    @Test
    void theSameFieldInTwoObjectsIsNoDuplicate() {
        assertThat(payload("{\"a\":{\"b\":[{\"b\":1},{\"b\":1}]}}")).isEqualTo("{\"b\":[{\"b\":1},{\"b\":1}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "1", "x", ",", "]", "}", "\u0000"})
    void textAfterTheObjectIsRejected(String trailing) {
        assertRejected("{\"a\":{}}" + trailing);
        assertRejected("{\"a\":{}} \n" + trailing);
    }

    @Test
    void whitespaceAroundTheObjectIsAccepted() {
        assertThat(payload(" \r\n\t{ \"a\" : { } } \n")).isEqualTo("{}");
    }

    @Test
    void fieldsThatAreNullAreNotSet() {
        String fields =
                JsonInput.readObject("{\"a\":null,\"b\":{\"c\":1},\"d\":null,\"e\":\"text\",\"f\":null}", input -> {
                    StringBuilder names = new StringBuilder();
                    for (String field = input.nextSetField(); field != null; field = input.nextSetField()) {
                        names.append(field);
                        input.skip();
                    }
                    return names.toString();
                });

        assertThat(fields).isEqualTo("be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"a\"", "1", "true"})
    void anythingButAnObjectIsRejected(String json) {
        assertRejected(json).withMessage("The JSON must be an object.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// c\n{\"a\":{}}",
                "{\"a\":{/* c */}}",
                "{\"a\":{\"b\":1,}}",
                "{\"a\":{b:1}}",
                "{'a':{}}",
                "{\"a\":{\"b\":[1,]}}",
                "{\"a\":{\"b\":NaN}}",
                "{\"a\":{\"b\":Infinity}}",
                "{\"a\":{\"b\":01}}",
                "{\"a\":{\"b\":+1}}",
                "{\"a\":{\"b\":.5}}",
                "{\"a\":{\"b\":5.}}",
                "{\"a\":{\"b\":0x10}}",
                "{\"a\":{\"b\":\"\\x\"}}",
                "{\"a\":{\"b\":\"\\u12G4\"}}",
                "{\"a\":{\"b\":\"\t\"}}",
                "{\"a\":{\"b\":\"\n\"}}",
                "{\"a\":{\"b\" 1}}",
                "{\"a\":{\"b\":tru}}",
                "{\"a\":{\"b\":truest}}",
                "{\"a\":\u00A0{}}",
            })
    void textThatIsNotStrictJsonIsRejected(String json) {
        assertRejected(json);
    }

    @Test
    void aByteOrderMarkIsRejected() {
        assertRejected("\uFEFF{\"a\":{}}");
    }

    @Test
    void otherEncodingsThanUtf8AreRejected() {
        assertRejected("{\"a\":{}}".getBytes(StandardCharsets.UTF_16LE));
        assertRejected("{\"a\":{}}".getBytes(StandardCharsets.UTF_16));
        assertRejected("{\"a\":{\"b\":\"é\"}}".getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0",
                "-0.0",
                "0.10",
                "1.500",
                "1e3",
                "1E+3",
                "1e-400",
                "9223372036854775808",
                "18446744073709551616",
                "0.123456789012345678901234567890",
                "100000000000000000000.000000000000000000001",
            })
    void numbersKeepTheirDigits(String number) {
        assertThat(payload("{\"a\": { \"b\" : " + number + " } }")).isEqualTo("{\"b\":" + number + "}");
    }

    @Test
    void anErrorMessageContainsThePosition() {
        assertRejected("{\n  \"a\": {b}\n}").withMessageContaining("line 2, column");
    }

    @Test
    void errorMessagesContainNoParserInternals() {
        assertRejected(nested(101))
                .withMessageEndingWith("Document nesting depth (101) exceeds the maximum allowed (100)");
        assertRejected("{\"a\":{").withMessageEndingWith("expected close marker for Object");
    }

    /** Returns a text with a number of nesting levels. */
    private static String nested(int levels) {
        int arrays = levels - 2;
        return "{\"a\":{\"b\":" + "[".repeat(arrays) + "1" + "]".repeat(arrays) + "}}";
    }

    private static ThrowableAssertAlternative<MalformedJsonException> assertRejected(String json) {
        return assertRejected(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ThrowableAssertAlternative<MalformedJsonException> assertRejected(byte[] json) {
        return assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> payload(json));
    }

    private static String payload(String json) {
        return payload(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads an object with one field, and returns its value, an object, as text. */
    private static String payload(byte[] json) {
        return JsonInput.readObject(json, input -> {
            input.nextField();
            input.nextIsNull();
            String text = input.readRawObject("a", "@type").json();
            input.nextField();
            return text;
        });
    }
}
