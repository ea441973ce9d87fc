package org.operationsgateway.cli.output;

import java.io.PrintStream;
import java.time.Instant;
import org.operationsgateway.cli.progress.OperationSummary;
import org.operationsgateway.cli.terminal.SafeText;
import org.operationsgateway.cli.terminal.Terminal;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;

/** The lines about one operation, each with a name and a value. */
public final class OperationDetails {

    private OperationDetails() {}

    /** Prints the lines whose values are known. */
    public static void print(PrintStream out, Operation operation, Instant now, Terminal terminal) {
        OperationSummary summary = OperationSummary.of(operation, now);
        line(out, "NAME", summary.name());
        line(
                out,
                "STATE",
                terminal.paint(summary.phase().colour(), summary.phase().word()));
        line(out, "PROGRESS", summary.percentText());
        line(out, "STATUS", summary.status());
        line(out, "ESTIMATE", summary.remainingText(now));
        if (operation.metadata() != null) {
            line(out, "METADATA", SafeText.of(operation.metadata().json()));
        }
        if (operation.state() instanceof State.Done done && done.outcome() instanceof Outcome.Response response) {
            line(out, "RESPONSE", SafeText.of(response.payload().json()));
        }
    }

    private static void line(PrintStream out, String name, String value) {
        if (!value.isEmpty()) {
            out.println(name + " ".repeat(Math.max(0, 10 - name.length())) + value);
        }
    }
}
