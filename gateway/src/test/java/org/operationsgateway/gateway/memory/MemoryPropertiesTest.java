package org.operationsgateway.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges of the settings of the memory budget. */
class MemoryPropertiesTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 81, 400})
    void aPercentageOutOfRangeIsRefusedWithTheNameOfTheSetting(int percent) {
        assertThatThrownBy(() -> new MemoryProperties(percent, WAIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway.memory.heap-percent");
    }

    @Test
    void aWaitMustBePositive() {
        assertThatThrownBy(() -> new MemoryProperties(40, Duration.ZERO))
                .hasMessageContaining("gateway.memory.max-wait");
        assertThat(new MemoryProperties(80, WAIT).heapPercent()).isEqualTo(80);
    }
}
