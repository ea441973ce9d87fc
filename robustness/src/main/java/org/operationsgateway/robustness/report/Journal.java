package org.operationsgateway.robustness.report;

import java.time.Duration;
import java.time.Instant;

/** Tells whoever watches what happens, with the time since the beginning. Thread-safe. */
public final class Journal {

    private final Instant began = Instant.now();

    @SuppressWarnings("SystemOut") // This is a command's own output.
    public void say(String text) {
        Duration since = Duration.between(began, Instant.now());
        System.out.printf("%7.1f s  %s%n", since.toMillis() / 1000.0, text);
    }

    public Duration elapsed() {
        return Duration.between(began, Instant.now());
    }
}
