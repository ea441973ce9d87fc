package org.operationsgateway.cli.terminal;

import java.io.PrintStream;
import java.util.List;

/** Lines at the end of a terminal, which are drawn again in the same place. Not thread-safe. */
public final class LiveLines {

    private static final String WRAP_OFF = "\033[?7l";
    private static final String WRAP_ON = "\033[?7h";
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";

    private final PrintStream out;
    private int drawn;

    /** Creates lines, of which none is drawn yet. */
    public LiveLines(PrintStream out) {
        this.out = out;
    }

    /**
     * Draws lines in the place of the ones before. A line that is too long is cut by the terminal: a wrapped one would
     * take more rows than are counted.
     */
    public void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(WRAP_OFF);
        if (drawn > 0) {
            text.append("\033[").append(drawn).append('A').append('\r');
        }
        for (String line : lines) {
            text.append(line).append(CLEAR_LINE).append('\n');
        }
        out.print(text.append(CLEAR_BELOW).append(WRAP_ON));
        out.flush();
        drawn = lines.size();
    }
}
