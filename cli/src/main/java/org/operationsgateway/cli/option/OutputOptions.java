package org.operationsgateway.cli.option;

import java.util.List;
import org.operationsgateway.cli.output.OperationDetails;
import org.operationsgateway.cli.output.OperationDisplay;
import org.operationsgateway.cli.output.OutputFormat;
import org.operationsgateway.cli.output.OutputJson;
import org.operationsgateway.core.operation.Operation;
import picocli.CommandLine.Option;

/** The option that selects the format of the output. */
public final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
            defaultValue = "table")
    private OutputFormat format = OutputFormat.TABLE;

    public boolean isJson() {
        return format == OutputFormat.JSON;
    }

    /** Prints an operation with its details. */
    public void print(Session session, Operation operation) {
        if (isJson()) {
            session.out().println(OutputJson.write(operation));
        } else {
            OperationDetails.print(session.out(), operation, session.clock().instant(), session.terminal());
        }
    }

    /** Prints the result of a request that has none: the empty object of the API, or a message. */
    public void printEmpty(Session session, String message) {
        if (isJson()) {
            session.out().println("{}");
        } else {
            session.message(message);
        }
    }

    /** Prints lines. */
    public static void print(Session session, List<String> lines) {
        lines.forEach(session.out()::println);
    }

    /** Returns a display for the states of an operation. */
    public OperationDisplay display(Session session) {
        if (isJson()) {
            return OperationDisplay.json(session.out());
        }
        return session.terminal().isTerminal()
                ? OperationDisplay.drawn(session.out(), session.liveTerminal())
                : OperationDisplay.lines(session.out());
    }
}
