package org.operationsgateway.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.json.MalformedJsonException;

class AnyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@type\":\"a.B\"}",
                "{\"value\":1,\"@type\":\"a.B\"}",
                "{\"value\":{\"@type\":\"a.C\"},\"@type\":\"a.B\",\"more\":[]}",
                "{\"@type\":\"\\u0061.B\"}",
                "{\"\\u0040type\":\"a.B\"}",
            })
    void theTypeMayHaveAnyPositionAndNotation(String json) {
        assertThat(Any.parse(json)).isEqualTo(new Any("a.B", json));
        assertThat(Any.stored(json)).isEqualTo(new Any("a.B", json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"@type\":\"\"}",
                "{\"@type\":null}",
                "{\"@type\":1}",
                "{\"@type\":[\"a.B\"]}",
                "{\"@type\":{\"@type\":\"a.B\"}}",
                "{\"value\":{\"@type\":\"a.B\"}}",
                "{\"value\":[{\"@type\":\"a.B\"}]}",
                "{\"type\":\"a.B\"}",
                "{\"@Type\":\"a.B\"}",
            })
    void aTypeIsANonEmptyStringAtTheTopLevel(String json) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> Any.parse(json))
                .withMessage("@type must be a non-empty string that names the payload's type.")
                .extracting(MalformedJsonException::field)
                .isEqualTo("@type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "[]",
                "\"a.B\"",
                "{\"@type\":\"a.B\"",
                "{\"@type\":\"a.B\"}}",
                "{\"@type\":\"a.B\"} {}",
                "{\"@type\":\"a.B\"},\"b\":1",
                "{\"@type\":\"a.B\"},\"b\":{}",
                "{\"@type\":\"a.B\",\"@type\":\"a.B\"}",
                "{\"@type\":\"a.B\",\"\\u0040type\":\"a.C\"}",
            })
    void aPayloadIsOneObjectAndNothingElse(String json) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> Any.parse(json));
    }

    @Test
    void whitespaceIsDropped() {
        assertThat(Any.parse(" {\n \"@type\" : \"a.B\" ,\t\"value\" : 1.50 } ").json())
                .isEqualTo("{\"@type\":\"a.B\",\"value\":1.50}");
    }

    @Test
    void aTypeWithAnUnpairedSurrogateIsRejected() {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> Any.parse("{\"@type\":\"\\uD83D\"}"))
                .withMessageContaining("surrogate");
    }

    @Test
    void theConstructorRejectsAMissingTypeAndOtherJsonValues() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Any("", "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Any("a.B", "[]"));
    }
}
