package org.operationsgateway.cli.output;

import java.io.PrintStream;
import java.time.Instant;
import org.operationsgateway.cli.progress.OperationSummary;
import org.operationsgateway.cli.terminal.LiveLines;
import org.operationsgateway.cli.terminal.LiveTerminal;
import org.operationsgateway.core.operation.Operation;

/** A display of the states of one operation. Not thread-safe. */
public interface OperationDisplay {

    /** Shows a state. */
    void show(Operation operation, Instant now);

    /** Returns a display that prints each state as a line of JSON. */
    static OperationDisplay json(PrintStream out) {
        return (operation, now) -> out.println(OutputJson.write(operation));
    }

    /** Returns a display that prints a line for each state that differs from the one before. */
    static OperationDisplay lines(PrintStream out) {
        return new OperationDisplay() {

            private String last = "";

            @Override
            public void show(Operation operation, Instant now) {
                String line = SummaryLine.plain(OperationSummary.of(operation, now));
                if (!line.equals(last)) {
                    out.println(line);
                    last = line;
                }
            }
        };
    }

    /** Returns a display that draws the latest state with a progress bar, always in the same place. */
    static OperationDisplay drawn(PrintStream out, LiveTerminal terminal) {
        LiveLines lines = new LiveLines(out);
        return (operation, now) -> {
            terminal.update();
            lines.draw(SummaryLine.drawn(OperationSummary.of(operation, now), now, terminal.current()));
        };
    }
}
