package org.operationsgateway.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.cli.context.Environment;

/**
 * The terminal of a live display, which may be resized. The size is read at most once in a second, because each read
 * starts a process. Not thread-safe.
 */
public final class LiveTerminal {

    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    private final Environment environment;
    private final InstantSource clock;
    private final Supplier<@Nullable String> size;

    private Terminal current;
    private Instant lastRead;

    /**
     * Creates a terminal.
     *
     * @param initial the terminal at this time
     */
    public LiveTerminal(Terminal initial, Environment environment, InstantSource clock) {
        this(initial, environment, clock, Stty::size);
    }

    /** Creates a terminal whose size is that of a supplier: rows and columns; null if they are unknown. */
    LiveTerminal(Terminal initial, Environment environment, InstantSource clock, Supplier<@Nullable String> size) {
        this.current = initial;
        this.environment = environment;
        this.clock = clock;
        this.size = size;
        this.lastRead = clock.instant();
    }

    /** Returns the terminal at the last {@link #update}. */
    public Terminal current() {
        return current;
    }

    /** Reads the size if a second has passed since the last time, and returns whether it has changed. */
    public boolean update() {
        Instant now = clock.instant();
        // The clock may be set back.
        boolean isDue = Duration.between(lastRead, now).abs().compareTo(MIN_INTERVAL) >= 0;
        if (!current.isTerminal() || !isDue) {
            return false;
        }
        lastRead = now;
        String read = size.get();
        Terminal before = current;
        current = read == null ? before : Terminal.of(read, environment);
        return !current.equals(before);
    }
}
