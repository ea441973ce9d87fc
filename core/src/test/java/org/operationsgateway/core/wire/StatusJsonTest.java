package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.operationsgateway.core.wire.Bodies.json;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

class StatusJsonTest {

    @Test
    void emptyMessagesAreWrittenAndEmptyDetailsAreNot() {
        Any detail = Any.parse(json("{'@type':'a.B','n':1.0}"));

        assertThat(StatusJson.write(new Status(Code.ABORTED, ""))).isEqualTo(json("{'code':10,'message':''}"));
        assertThat(StatusJson.write(new Status(Code.ABORTED, "x", List.of(detail, detail))))
                .isEqualTo(json(
                        "{'code':10,'message':'x','details':" + "[{'@type':'a.B','n':1.0},{'@type':'a.B','n':1.0}]}"));
    }

    @Test
    void theMessageIsEscaped() {
        assertThat(StatusJson.write(new Status(Code.ABORTED, "\"\\/\n\u0001é😀\u2028")))
                .isEqualTo("{\"code\":10,\"message\":\"\\\"\\\\/\\n\\u0001é😀\u2028\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\uD83D", "\\uDE00\\uD83D", "a\\uD83Db"})
    void aMessageThatCannotBeStoredIsRejected(String message) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> StatusJson.parse("{\"code\":5,\"message\":\"" + message + "\"}"))
                .extracting(MalformedJsonException::field)
                .isEqualTo("error.message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c3", "c328", "c080", "eda0bd", "eda0bdedb880", "f4908080", "ff"})
    void aMessageThatIsNotUtf8IsRejected(String hex) {
        String body = "{\"error\":{\"code\":5,\"message\":\"?\"}}";
        String before = HexFormat.of().formatHex(body.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = HexFormat.of().parseHex(before.replace("3f", hex));

        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> Completion.parse(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 17, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aCodeThatIsNotCanonicalIsKept(int number) {
        Status status = new Status(number, "x", List.of());
        assertThat(status.code()).isEmpty();
        assertThat(StatusJson.parse("{\"code\":" + number + ",\"message\":\"x\"}"))
                .isEqualTo(status);
        assertThat(StatusJson.write(status)).isEqualTo("{\"code\":" + number + ",\"message\":\"x\"}");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void aCanonicalCodeIsRecognised(Code code) {
        assertThat(new Status(code.number(), "", List.of()).code()).contains(code);
    }

    @Test
    void astralCharactersAreReadInAnyNotation() {
        assertThat(StatusJson.parse("{\"code\":5,\"message\":\"😀\\uD83D\\uDE00\"}"))
                .isEqualTo(new Status(Code.NOT_FOUND, "😀😀"));
    }
}
