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
        "0, 0, 1, 1, 1, 1, 0, 0, max",
        "1, -1, 1, 1, 1, 1, 0, 0, max-per-address",
        "1, 0, 0, 1, 1, 1, 0, 0, head-timeout",
        "1, 0, 1, 0, 1, 1, 0, 0, body-timeout",
        "1, 0, 1, 1, 0, 1, 0, 0, min-body-rate",
        "1, 0, 1, 1, 1, -1, 0, 0, idle-timeout",
        "1, 0, 1, 1, 1, 1, -1, 0, resets-per-second",
        "1, 0, 1, 1, 1, 1, 0, -1, frames-per-second"
    })
    void aValueOutOfRangeIsRefusedWithTheNameOfTheSetting(
            int max,
            int maxPerAddress,
            int head,
            int body,
            int rate,
            int idle,
            int resets,
            int frames,
            String setting) {
        assertThatThrownBy(() -> new PeerProperties(
                        max,
                        maxPerAddress,
                        Duration.ofSeconds(head),
                        Duration.ofSeconds(body),
                        DataSize.ofBytes(rate),
                        Duration.ofSeconds(idle),
                        resets,
                        frames))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("gateway.connections." + setting + " ");
    }
}
