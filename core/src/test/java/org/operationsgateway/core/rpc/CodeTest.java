package org.operationsgateway.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {

    @ParameterizedTest
    @EnumSource
    void codesHaveTheNumbersOfGoogleRpc(Code code) {
        assertThat(code.number())
                .isEqualTo(com.google.rpc.Code.valueOf(code.name()).getNumber());
        assertThat(Code.of(code.number())).contains(code);
    }

    @Test
    void thereAreNoOtherCodes() {
        // The generated enum also contains UNRECOGNIZED.
        assertThat(Code.values()).hasSize(com.google.rpc.Code.values().length - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 17, 99, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aNumberThatIsNotCanonicalHasNoCode(int number) {
        assertThat(Code.of(number)).isEmpty();
    }

    /** The table contains the HTTP mapping in the comments of google/rpc/code.proto. */
    @ParameterizedTest
    @CsvSource({
        "OK, 200",
        "CANCELLED, 499",
        "UNKNOWN, 500",
        "INVALID_ARGUMENT, 400",
        "DEADLINE_EXCEEDED, 504",
        "NOT_FOUND, 404",
        "ALREADY_EXISTS, 409",
        "PERMISSION_DENIED, 403",
        "UNAUTHENTICATED, 401",
        "RESOURCE_EXHAUSTED, 429",
        "FAILED_PRECONDITION, 400",
        "ABORTED, 409",
        "OUT_OF_RANGE, 400",
        "UNIMPLEMENTED, 501",
        "INTERNAL, 500",
        "UNAVAILABLE, 503",
        "DATA_LOSS, 500",
    })
    void codesHaveTheHttpStatusOfGoogleRpc(Code code, int httpStatus) {
        assertThat(code.httpStatus()).isEqualTo(httpStatus);
    }
}
