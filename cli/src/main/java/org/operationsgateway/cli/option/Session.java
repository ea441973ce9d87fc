package org.operationsgateway.cli.option;

import java.io.PrintStream;
import java.time.InstantSource;
import org.operationsgateway.cli.context.Environment;
import org.operationsgateway.cli.terminal.LiveTerminal;
import org.operationsgateway.cli.terminal.SafeText;
import org.operationsgateway.cli.terminal.Terminal;

/**
 * The surroundings of a command. Immutable.
 *
 * @param out the standard output, for results
 * @param err the standard error, for messages
 */
public record Session(
        Environment environment, Terminal terminal, InstantSource clock, PrintStream out, PrintStream err) {

    /** Returns the terminal of a live display. */
    public LiveTerminal liveTerminal() {
        return new LiveTerminal(terminal, environment, clock);
    }

    /** Prints a message, without control characters, in one line. */
    public void message(String text) {
        err.println("operations: " + SafeText.of(text));
    }
}
