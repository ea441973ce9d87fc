package org.operationsgateway.gateway.http.connection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** The ranges of the settings of connections. */
class PeerPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 1, 1, 1, max",
        "1, -1, 1, 1, 1, 1, max-per-address",
        "1, 0, 0, 1, 1, 1, head-timeout",
        "1, 0, 1, 0, 1, 1, body-timeout",
        "1, 0, 1, 1, 0, 1, min-body-rate",
        "1, 0, 1, 1, 1, -1, idle-timeout"
    })
    void aValueOutOfRangeIsRefusedWithTheNameOfTheSetting(
            int max, int maxPerAddress, int head, int body, int rate, int idle, String setting) {
        assertThatThrownBy(() -> new PeerProperties(
                        max,
                        maxPerAddress,
                        Duration.ofSeconds(head),
                        Duration.ofSeconds(body),
                        DataSize.ofBytes(rate),
                        Duration.ofSeconds(idle)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("gateway.connections." + setting + " ");
    }
}
