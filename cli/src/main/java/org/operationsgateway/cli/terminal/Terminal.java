package org.operationsgateway.cli.terminal;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.cli.context.Environment;

/**
 * The device of the standard output. Immutable.
 *
 * @param isTerminal whether lines can be drawn again; false for a file or a pipe, and for {@code TERM=dumb}
 * @param hasColours whether colours are wanted; false without a terminal, and if {@code NO_COLOR} is set
 * @param columns the width, in characters
 * @param rows the height, in lines
 */
public record Terminal(boolean isTerminal, boolean hasColours, int columns, int rows) {

    /** A file or a pipe. */
    public static final Terminal NONE = new Terminal(false, false, 80, 24);

    /** The system property in which the program's script passes the output of {@code stty size}, such as 24 80. */
    public static final String SIZE_PROPERTY = "operations.terminal";

    private static final int MAX_SIZE = 10_000;

    /**
     * Returns the terminal.
     *
     * @param size rows and columns, separated by a blank; empty if they are unknown; null if there is no terminal
     */
    public static Terminal of(@Nullable String size, Environment environment) {
        if (size == null || "dumb".equals(environment.value("TERM"))) {
            return NONE;
        }
        String[] numbers = size.strip().split("\\s+", 2);
        int rows = numbers.length == 2 ? number(numbers[0], NONE.rows) : NONE.rows;
        int columns = numbers.length == 2 ? number(numbers[1], NONE.columns) : NONE.columns;
        return new Terminal(
                true,
                environment.value("NO_COLOR") == null,
                number(environment.value("COLUMNS"), columns),
                number(environment.value("LINES"), rows));
    }

    private static int number(@Nullable String text, int fallback) {
        boolean isNumber = text != null && text.matches("[0-9]{1,5}");
        int number = isNumber ? Integer.parseInt(text) : 0;
        return number > 0 && number <= MAX_SIZE ? number : fallback;
    }

    /** Returns a text in a colour, or unchanged if colours are not wanted. */
    public String paint(Colour colour, String text) {
        return hasColours ? colour.sequence() + text + Colour.RESET : text;
    }
}
