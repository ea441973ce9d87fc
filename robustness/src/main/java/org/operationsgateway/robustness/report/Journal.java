package org.operationsgateway.robustness.report;

import java.time.Duration;
import java.time.Instant;

/** A log of the progress of a run on the standard output, with the time since its start. Thread-safe. */
public final class Journal {

    private final Instant start = Instant.now();

    @SuppressWarnings("SystemOut") // The output of a command.
    public void log(String text) {
        Duration elapsed = Duration.between(start, Instant.now());
        System.out.printf("%7.1f s  %s%n", elapsed.toMillis() / 1000.0, text);
    }
}
