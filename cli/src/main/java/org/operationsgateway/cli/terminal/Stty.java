package org.operationsgateway.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The program {@code stty}, which reads the size of the controlling terminal. Java cannot. */
final class Stty {

    private static final long TIMEOUT_MILLIS = 1000;

    private Stty() {}

    /** Returns rows and columns, separated by a blank; null if they cannot be read. */
    static @Nullable String size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                boolean isEnded = stty.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS) && stty.exitValue() == 0;
                return isEnded ? new String(stty.getInputStream().readAllBytes(), UTF_8) : null;
            } finally {
                stty.destroyForcibly();
            }
        } catch (IOException absent) {
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
