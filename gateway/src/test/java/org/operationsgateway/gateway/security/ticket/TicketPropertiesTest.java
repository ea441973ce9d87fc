package org.operationsgateway.gateway.security.ticket;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketPropertiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H1S"})
    void anAgeThatIsNotPositiveOrLongerThanADayIsRefused(Duration maxAge) {
        assertThatThrownBy(() -> new TicketProperties(maxAge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway.security.ticket.max-age");
    }
}
