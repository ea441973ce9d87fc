package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.operationsgateway.core.json.MalformedJsonException;

/** Test bodies with apostrophes instead of quotation marks. */
final class Bodies {

    private Bodies() {}

    static String json(String body) {
        return body.replace('\'', '"');
    }

    static byte[] bytes(String body) {
        return json(body).getBytes(StandardCharsets.UTF_8);
    }

    /** Asserts that a parser rejects a body because of a field. */
    static void assertRejected(Function<byte[], ?> parser, String body, String field) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> parser.apply(bytes(body)))
                .extracting(MalformedJsonException::field)
                .isEqualTo(field);
    }
}
