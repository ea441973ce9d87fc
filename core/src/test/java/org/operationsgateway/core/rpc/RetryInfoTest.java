package org.operationsgateway.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryInfoTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT1S, 1s", "PT0.25S, 0.250s", "PT61.001S, 61.001s", "PT0.0019S, 0.001s"})
    void theDelayIsSecondsAndMilliseconds(Duration delay, String text) {
        assertThat(new RetryInfo(delay).toAny().json()).contains("\"retryDelay\":\"" + text + "\"");
    }

    @Test
    void theDigitsDoNotDependOnTheDefaultLocale() {
        Locale defaultLocale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-u-nu-arab"));
        try {
            assertThat(new RetryInfo(Duration.ofMillis(250)).toAny().json()).contains("\"0.250s\"");
        } finally {
            Locale.setDefault(defaultLocale);
        }
    }

    @Test
    void aDelayIsNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryInfo(Duration.ofMillis(-1)));
    }
}
