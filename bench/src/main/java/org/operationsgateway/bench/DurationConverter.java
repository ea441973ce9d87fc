package org.operationsgateway.bench;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;

/** A converter for durations such as {@code 10s} or {@code 2m}. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
