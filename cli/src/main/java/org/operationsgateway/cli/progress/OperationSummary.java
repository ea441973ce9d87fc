package org.operationsgateway.cli.progress;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.cli.terminal.SafeText;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.progress.Progress;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

/**
 * The parts of an operation that a person reads, without control characters. Immutable.
 *
 * @param name the resource name
 * @param phase the state
 * @param percent the completed part, from 0 to 100; null if it is unknown
 * @param status the error, or the current activity; may be empty
 * @param estimatedEnd null if it is unknown, or the operation is done
 */
public record OperationSummary(
        String name,
        Phase phase,
        @Nullable Double percent,
        String status,
        @Nullable Instant estimatedEnd) {

    private static final int MAX_STATUS = 1000;

    /** Returns the summary of an operation at a time. */
    public static OperationSummary of(Operation operation, Instant now) {
        Progress progress = Progress.of(operation.metadata());
        Instant end = operation.done() ? null : progress.estimatedEnd(now).orElse(null);
        return new OperationSummary(
                SafeText.of(operation.name().toString()),
                Phase.of(operation),
                progress.percent(),
                SafeText.cut(SafeText.of(status(operation, progress)), MAX_STATUS),
                end);
    }

    private static String status(Operation operation, Progress progress) {
        if (operation.state() instanceof State.Done done && done.outcome() instanceof Outcome.Failure failure) {
            return text(failure.error());
        }
        String message = progress.message();
        if (message != null) {
            return message;
        }
        return progress.stage() == null ? "" : progress.stage();
    }

    private static String text(Status error) {
        String code = error.code().map(Code::name).orElseGet(() -> Integer.toString(error.number()));
        return error.message().isEmpty() ? code : code + ": " + error.message();
    }

    /** Returns the percentage, such as {@code 40%}; empty if it is unknown. */
    public String percentText() {
        return percent == null ? "" : (int) Math.floor(percent) + "%";
    }

    /** Returns the estimate of the remaining time; empty if it is unknown. */
    public String remainingText(Instant now) {
        return estimatedEnd == null ? "" : RemainingTime.text(Duration.between(now, estimatedEnd));
    }
}
