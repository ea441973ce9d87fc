package org.operationsgateway.core.progress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Status;

/** A builder of a {@link Progress}. Not thread-safe. */
public final class ProgressBuilder {

    private @Nullable Double percent;
    private @Nullable WorkUnits units;
    private @Nullable String message;
    private @Nullable String stage;
    private @Nullable String verb;
    private @Nullable String target;
    private @Nullable Instant startTime;
    private @Nullable Instant endTime;
    private List<Status> partialFailures = List.of();

    ProgressBuilder() {}

    /** Sets the completed part, from 0 to 100. It has precedence over the one that the units imply. */
    public ProgressBuilder percent(double value) {
        percent = value;
        return this;
    }

    /** Sets the amount of work, and with it the percentage, unless that is set. */
    public ProgressBuilder units(long completed, long total) {
        return units(new WorkUnits(completed, total));
    }

    ProgressBuilder units(WorkUnits value) {
        units = value;
        return this;
    }

    /** Sets the current activity, for persons. */
    public ProgressBuilder message(String value) {
        message = value;
        return this;
    }

    /** Sets the name of the current stage. */
    public ProgressBuilder stage(String value) {
        stage = value;
        return this;
    }

    /** Sets the kind of the operation, such as {@code update}. */
    public ProgressBuilder verb(String value) {
        verb = value;
        return this;
    }

    /** Sets the resource that the operation changes. */
    public ProgressBuilder target(String value) {
        target = value;
        return this;
    }

    /** Sets the time at which the work began, which an estimate of the end requires. */
    public ProgressBuilder startTime(Instant value) {
        startTime = value;
        return this;
    }

    /** Sets the time at which the work ended. */
    public ProgressBuilder endTime(Instant value) {
        endTime = value;
        return this;
    }

    /** Sets the failures of parts of the work so far. */
    public ProgressBuilder partialFailures(List<Status> value) {
        partialFailures = value;
        return this;
    }

    /** Returns the progress; fails with {@link IllegalArgumentException} if the percentage is not in its range. */
    public Progress build() {
        Double completed = percent == null && units != null ? Double.valueOf(units.percent()) : percent;
        return new Progress(completed, units, message, stage, verb, target, startTime, endTime, partialFailures);
    }
}
