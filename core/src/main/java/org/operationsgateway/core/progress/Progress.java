package org.operationsgateway.core.progress;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Status;

/**
 * The standard progress of an operation, as read from its metadata. Immutable.
 *
 * <p>Many services describe their progress in similar fields. They are read without configuration; a field that is
 * absent, or has an unexpected type or value, is null here and never an error.
 *
 * @param percent the completed part, from 0 to 100
 * @param units the amount of work; null if the metadata has no such pair
 * @param message the current activity, for persons
 * @param stage the name of the current stage
 * @param verb the kind of the operation, such as {@code update}
 * @param target the resource that the operation changes
 * @param startTime the time at which the work began
 * @param endTime the time at which the work ended
 * @param partialFailures the failures of parts of the work so far, without details
 */
public record Progress(
        @Nullable Double percent,
        @Nullable WorkUnits units,
        @Nullable String message,
        @Nullable String stage,
        @Nullable String verb,
        @Nullable String target,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        List<Status> partialFailures) {

    /** The progress of an operation whose metadata has none. */
    public static final Progress NONE = builder().build();

    /** Creates a progress; fails with {@link IllegalArgumentException} if the percentage is not in its range. */
    public Progress {
        if (percent != null && !(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("A percentage must be from 0 to 100: " + percent);
        }
        partialFailures = List.copyOf(partialFailures);
    }

    /** Reads the progress in the metadata of an operation; {@link #NONE} if it is null. */
    public static Progress of(@Nullable Any metadata) {
        return metadata == null ? NONE : ProgressReader.read(metadata);
    }

    /** Returns a builder of a progress without fields. */
    public static ProgressBuilder builder() {
        return new ProgressBuilder();
    }

    /** Returns the progress as metadata that {@link #of} reads, with the type of the gateway. */
    public Any toAny() {
        return ProgressJson.write(this);
    }

    /**
     * Estimates the end of the work from the time that its completed part has taken.
     *
     * @param now the current time
     * @return empty if the percentage or the start is unknown, if nothing is completed yet, or if everything is
     */
    public Optional<Instant> estimatedEnd(Instant now) {
        if (percent == null || startTime == null || percent <= 0 || percent >= 100 || !startTime.isBefore(now)) {
            return Optional.empty();
        }
        double remainingSeconds = Duration.between(startTime, now).toMillis() / 1000.0 * (100 - percent) / percent;
        try {
            return Optional.of(now.plusSeconds(Math.round(remainingSeconds)));
        } catch (DateTimeException | ArithmeticException tooLate) {
            return Optional.empty();
        }
    }
}
