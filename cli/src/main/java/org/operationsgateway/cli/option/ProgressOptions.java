package org.operationsgateway.cli.option;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.progress.Progress;
import org.operationsgateway.core.progress.WorkUnits;
import org.operationsgateway.core.rpc.Any;
import picocli.CommandLine.Option;

/** The options for metadata: a payload as it is, or the fields of the standard progress. */
public final class ProgressOptions {

    @Option(
            names = "--metadata",
            paramLabel = "JSON",
            description = "The whole metadata: a JSON object with \"@@type\", @@FILE, or - for the standard input.")
    private @Nullable Any metadata;

    @Option(names = "--percent", paramLabel = "NUMBER", description = "The completed part, from 0 to 100.")
    private @Nullable Double percent;

    @Option(names = "--units", paramLabel = "DONE/ALL", description = "The amount of work, such as 120/400.")
    private @Nullable String units;

    @Option(names = "--message", paramLabel = "TEXT", description = "The current activity.")
    private @Nullable String message;

    @Option(names = "--stage", paramLabel = "TEXT", description = "The name of the current stage.")
    private @Nullable String stage;

    /** Returns the payload that is given as it is; null if there is none. */
    public @Nullable Any metadata() {
        return metadata;
    }

    /** Returns whether a field of the progress is given. */
    public boolean hasProgress() {
        return percent != null || units != null || message != null || stage != null;
    }

    /** Fails with {@link UsageException} if the options exclude each other. */
    public void validate() {
        if (metadata != null && hasProgress()) {
            throw new UsageException("--metadata replaces the whole metadata: leave out the options of the progress.");
        }
        if (percent != null && units != null) {
            throw new UsageException("The units imply the percentage: give --percent or --units.");
        }
        if (percent != null && !(percent >= 0 && percent <= 100)) {
            throw new UsageException("--percent must be from 0 to 100.");
        }
        if (units != null) {
            units(units);
        }
    }

    /**
     * Returns a progress with the given fields, and for others those of the progress before.
     *
     * @param now the start time, if there is none
     */
    public Progress progress(Progress before, Instant now) {
        WorkUnits amount = amount(before);
        return new Progress(
                percentage(before, amount),
                amount,
                message == null ? before.message() : message,
                stage == null ? before.stage() : stage,
                before.verb(),
                before.target(),
                before.startTime() == null ? now : before.startTime(),
                before.endTime(),
                before.partialFailures());
    }

    private @Nullable WorkUnits amount(Progress before) {
        if (units != null) {
            return units(units);
        }
        return percent == null ? before.units() : null;
    }

    private @Nullable Double percentage(Progress before, @Nullable WorkUnits amount) {
        if (units != null && amount != null) {
            return amount.percent();
        }
        return percent == null ? before.percent() : percent;
    }

    private static WorkUnits units(String text) {
        if (!text.matches("[0-9]{1,18}/[0-9]{1,18}")) {
            throw new UsageException("--units must be like 120/400.");
        }
        String[] numbers = text.split("/", 2);
        try {
            return new WorkUnits(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
        } catch (IllegalArgumentException invalid) {
            throw new UsageException("--units must have a total above 0.");
        }
    }
}
