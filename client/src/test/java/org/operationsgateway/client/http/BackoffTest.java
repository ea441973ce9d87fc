package org.operationsgateway.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests of the delays that a server demands. */
class BackoffTest {

    private static final Duration FOR_EVER = Duration.ofSeconds(999_999_999_999L);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    @Test
    void aDelayIsNotShorterThanTheDemandedOne() {
        assertThat(BACKOFF.delay(0, Duration.ofMinutes(1))).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
    }

    @Test
    void ofADemandForEverFiveMinutesCount() {
        assertThat(BACKOFF.delay(0, FOR_EVER)).isBetween(Duration.ofSeconds(300), Duration.ofSeconds(450));
        assertThat(Backoff.extended(FOR_EVER)).isBetween(Duration.ofSeconds(300), Duration.ofSeconds(450));
    }
}
