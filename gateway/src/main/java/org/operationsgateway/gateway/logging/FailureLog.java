package org.operationsgateway.gateway.logging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.gateway.revision.CommitListener;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.tracing.LoggedTrace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The log of operations that have failed: one line with the status of each, on the replica that has committed the
 * failure. A cancelled operation has not failed.
 *
 * <p>Each code has a limit of {@link #MAX_ENTRIES} in {@link #INTERVAL}, because clients may fail operations at any
 * rate; the next entry contains the number of failures that were not logged. Thread-safe.
 */
@Component
class FailureLog implements CommitListener {

    /** The maximum number of entries of a code in an interval. */
    static final int MAX_ENTRIES = 30;

    static final Duration INTERVAL = Duration.ofMinutes(1);

    /** In characters. */
    static final int MAX_MESSAGE = 300;

    static final int MAX_DETAILS = 1000;
    private static final int MAX_NAME = 300;

    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);
    private static final String OTHER = "OTHER";

    private final boolean details;
    private final LongSupplier nanoTime;
    private final Map<String, LogLimit> limits = new ConcurrentHashMap<>();

    @Autowired
    FailureLog(LoggingProperties properties) {
        this(properties, System::nanoTime);
    }

    FailureLog(LoggingProperties properties, LongSupplier nanoTime) {
        this.details = properties.failureDetails();
        this.nanoTime = nanoTime;
    }

    @Override
    public void committed(Revision revision) {
        // A done operation does not change, so this is its end.
        if (revision instanceof Revision.Changed changed
                && changed.operation().state() instanceof State.Done done
                && done.outcome() instanceof Outcome.Failure failure
                && failure.error().number() != Code.CANCELLED.number()) {
            failed(changed, failure.error());
        }
    }

    private void failed(Revision.Changed changed, Status error) {
        // The number of limits is that of the codes, whatever the numbers are.
        String limit = error.code().map(Code::name).orElse(OTHER);
        long suppressed = limits.computeIfAbsent(limit, code -> new LogLimit(MAX_ENTRIES, INTERVAL, nanoTime))
                .acquire();
        if (suppressed >= 0) {
            LoggedTrace.run(
                    LoggedTrace.of(changed.details().traceId()), () -> write(changed.name(), error, suppressed));
        }
    }

    private void write(OperationName name, Status error, long suppressed) {
        log.info(
                "The operation {} failed with {}{}: {}{}",
                LogText.of(name.toString(), MAX_NAME),
                error.code().map(Code::name).orElse(Integer.toString(error.number())),
                suppressed == 0 ? "" : " (and " + suppressed + " others since the last entry)",
                LogText.of(error.message(), MAX_MESSAGE),
                details ? " Details: " + LogText.of(details(error), MAX_DETAILS) : "");
    }

    private static String details(Status error) {
        return error.details().stream().map(Any::json).collect(Collectors.joining(",", "[", "]"));
    }
}
