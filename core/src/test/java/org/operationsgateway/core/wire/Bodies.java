package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.operationsgateway.core.json.MalformedJsonException;

/** Bodies whose quotation marks are apostrophes, for the sake of readable tests. */
final class Bodies {

    private Bodies() {}

    static String json(String body) {
        return body.replace('\'', '"');
    }

    static byte[] bytes(String body) {
        return json(body).getBytes(StandardCharsets.UTF_8);
    }

    /** Asserts that the body is malformed, and that the field at fault is this one. */
    static void assertRefused(Function<byte[], ?> parser, String body, String field) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> parser.apply(bytes(body)))
                .extracting(MalformedJsonException::field)
                .isEqualTo(field);
    }
}
