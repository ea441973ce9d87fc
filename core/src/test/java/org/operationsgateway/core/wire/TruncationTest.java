package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.core.fixture.Fixture;
import org.operationsgateway.core.json.MalformedJsonException;

class TruncationTest {

    @ParameterizedTest
    @EnumSource
    void aTruncatedBodyIsRejectedAtEveryLength(Fixture fixture) {
        byte[] whole = fixture.operation().getBytes(StandardCharsets.UTF_8);

        for (int length = 1; length < whole.length; length++) {
            byte[] truncated = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MalformedJsonException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> OperationDraft.parse(truncated));
        }
    }
}
