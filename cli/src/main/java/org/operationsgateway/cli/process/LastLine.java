package org.operationsgateway.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;
import org.operationsgateway.cli.terminal.SafeText;

/**
 * The lines of an output, of which only the beginning is kept. Not thread-safe.
 *
 * <p>A carriage return ends a line too: programs overwrite their progress with it. Blank lines are skipped.
 */
final class LastLine {

    private static final int MAX_CHARACTERS = 1000;
    /** Enough for the characters in UTF-8. */
    private static final int MAX_BYTES = 4 * MAX_CHARACTERS;

    private final Consumer<String> lines;
    private final byte[] buffer = new byte[MAX_BYTES];
    private int length;

    /**
     * Creates an empty line.
     *
     * @param lines receives each line without control characters
     */
    LastLine(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Reads the next bytes of the output. */
    void read(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                end();
            } else if (length < MAX_BYTES) {
                buffer[length++] = bytes[i];
            }
        }
    }

    /** Ends the line, at the end of the output too. */
    void end() {
        String line = plain(new String(buffer, 0, length, UTF_8));
        length = 0;
        if (!line.isEmpty()) {
            lines.accept(line);
        }
    }

    /** Returns a line without escape sequences, such as colours, and without control characters. */
    private static String plain(String line) {
        String text = line.replaceAll("\u001B\\[[0-?]*[ -/]*[@-~]", "");
        return SafeText.cut(SafeText.of(text).strip(), MAX_CHARACTERS);
    }
}
