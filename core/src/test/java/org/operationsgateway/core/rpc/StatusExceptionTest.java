package org.operationsgateway.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusExceptionTest {

    @ParameterizedTest
    @EnumSource
    void theReasonIsTheFirstDetail(Reason reason) {
        Status status = StatusException.of(reason, "why").status();

        assertThat(status.code()).contains(reason.code());
        assertThat(status.message()).isEqualTo("why");
        assertThat(status.details()).containsExactly(ErrorInfo.of(reason).toAny());
    }

    @Test
    void aBadRequestNamesTheField() {
        StatusException exception = StatusException.badRequest(Reason.INVALID_BODY, "error.code", "is wrong");

        assertThat(exception).hasMessage("INVALID_BODY: is wrong").hasNoCause();
        assertThat(exception.getStackTrace()).isEmpty();
        assertThat(exception.status().details())
                .containsExactly(
                        ErrorInfo.of(Reason.INVALID_BODY).toAny(),
                        BadRequest.of("error.code", "is wrong").toAny());
    }
}
