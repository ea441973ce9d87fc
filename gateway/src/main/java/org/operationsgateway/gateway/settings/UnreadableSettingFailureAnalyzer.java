package org.operationsgateway.gateway.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.unit.DataSize;

/** A failure analyzer for a value of a setting of the gateway that has not the form of its type. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableSettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final String PREFIX = "gateway.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        ConversionFailedException conversion = findCause(cause, ConversionFailedException.class);
        if (property == null
                || conversion == null
                || !property.getName().toString().startsWith(PREFIX)) {
            return null;
        }
        String origin = property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return new FailureAnalysis(
                property.getName() + " is '" + property.getValue() + "'" + origin + ": write "
                        + form(conversion.getTargetType().getType()) + ".",
                null,
                cause);
    }

    /** Returns a description of the texts of a type. */
    private static String form(Class<?> type) {
        if (type == Duration.class) {
            return "a number with a unit (ms, s, m, h or d), such as 30s";
        }
        if (type == DataSize.class) {
            return "a number with a unit (B, KB, MB or GB), such as 1MB";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(" or "));
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a whole number" : "another value";
    }
}
