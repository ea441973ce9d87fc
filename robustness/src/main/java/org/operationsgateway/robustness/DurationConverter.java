package org.operationsgateway.robustness;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;

/** A converter for durations such as {@code 90s}, {@code 2m} or {@code 1h30m}. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
