package org.operationsgateway.gateway.database.condition;

import io.r2dbc.spi.R2dbcException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The latest error of a statement that shows a problem of the server, such as a full disk. Only a statement that writes
 * meets it, and checks do not write, so the statements of requests and of periodic work report it. Thread-safe.
 */
@Component
public class ServerErrors {

    /** The time for which an error counts, after the last one of its kind. */
    private static final Duration MEMORY = Duration.ofSeconds(30);

    private record ServerError(DatabaseProblem problem, String message, Instant time) {}

    private final Clock clock;
    private volatile @Nullable ServerError latest;

    ServerErrors(Clock clock) {
        this.clock = clock;
    }

    /** Records the failure of a statement, if a check would not meet it. */
    public void record(Throwable failure) {
        if (failure instanceof R2dbcException error) {
            DatabaseProblem problem = DatabaseProblem.ofServer(error);
            if (problem != null && !problem.isMetByChecks()) {
                latest = new ServerError(problem, String.valueOf(error.getMessage()), clock.instant());
            }
        }
    }

    /** Returns the problem that recent statements have met; null if there is none. */
    @Nullable
    CheckResult recent() {
        ServerError error = latest;
        return error == null || error.time().plus(MEMORY).isBefore(clock.instant())
                ? null
                : new CheckResult(error.problem(), error.message(), Duration.ZERO);
    }
}
