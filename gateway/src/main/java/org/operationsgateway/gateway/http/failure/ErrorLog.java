package org.operationsgateway.gateway.http.failure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.operationsgateway.gateway.logging.LogLimit;
import org.slf4j.Logger;

/**
 * A log of failed requests that is bounded in its rate and in the size of its entries, because a client may cause
 * failures at any rate and with any text.
 *
 * <p>Failures of one class from one line of the code share a limit of one entry in {@link #INTERVAL}; the next entry
 * contains the number of failures that were not logged. Thread-safe.
 */
final class ErrorLog {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    /** The limit on the number of limits. Further failures share one. */
    private static final int MAX_ORIGINS = 100;

    private static final String OTHER = "other";

    private final Logger log;
    private final LongSupplier nanoTime;
    private final Map<String, LogLimit> limits = new ConcurrentHashMap<>();

    /** Creates a log; {@code nanoTime} is {@link System#nanoTime} outside of tests. */
    ErrorLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** Logs a defect with its stack trace. */
    void error(String message, Throwable failure) {
        limited(failure, (more, trace) -> log.error("{}{}: {}", message, more, trace), FailureText::trace);
    }

    /** Logs a failure of another system in one line. */
    void warn(String message, Throwable failure) {
        limited(failure, (more, line) -> log.warn("{}{}: {}", message, more, line), FailureText::line);
    }

    private void limited(Throwable failure, BiConsumer<String, String> write, Function<Throwable, String> description) {
        long skipped = limit(failure).acquire();
        if (skipped >= 0) {
            String more = skipped == 0 ? "" : " (and " + skipped + " times more since the last entry)";
            write.accept(more, description.apply(failure));
        }
    }

    private LogLimit limit(Throwable failure) {
        String key = FailureText.origin(failure);
        LogLimit known = limits.get(key);
        if (known != null) {
            return known;
        }
        String origin = limits.size() < MAX_ORIGINS ? key : OTHER;
        return limits.computeIfAbsent(origin, added -> new LogLimit(1, INTERVAL, nanoTime));
    }
}
