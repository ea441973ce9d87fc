package org.operationsgateway.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, 0, 0, requests-per-second",
        "0, -1, 0, 0, 0, changes-per-second",
        "0, 0, -1, 0, 0, streams",
        "0, 0, 0, -1, 0, operations",
        "0, 0, 0, 0, -1, refusals-per-second",
    })
    void aNegativeLimitIsRefusedWithItsName(
            int requests, int changes, int streams, int operations, int refusals, String setting) {
        assertThatThrownBy(() -> new LimitProperties(requests, changes, streams, operations, refusals))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway.security.limits." + setting);
    }
}
